/** Made by translate.py: the constructions of every group. */
import type { Construction } from "../../support/construction.ts";
import { constructions as access_ } from "./access.gen.ts";
import { constructions as aggregate_ } from "./aggregate.gen.ts";
import { constructions as aggregate_by_ } from "./aggregate_by.gen.ts";
import { constructions as arithmetic_ } from "./arithmetic.gen.ts";
import { constructions as boolean_ } from "./boolean.gen.ts";
import { constructions as case_ } from "./case.gen.ts";
import { constructions as cast_ } from "./cast.gen.ts";
import { constructions as comparison_ } from "./comparison.gen.ts";
import { constructions as deep_ } from "./deep.gen.ts";
import { constructions as fn_list_ } from "./fn_list.gen.ts";
import { constructions as fn_math_ } from "./fn_math.gen.ts";
import { constructions as fn_misc_ } from "./fn_misc.gen.ts";
import { constructions as fn_regex_ } from "./fn_regex.gen.ts";
import { constructions as fn_string_ } from "./fn_string.gen.ts";
import { constructions as fn_struct_ } from "./fn_struct.gen.ts";
import { constructions as fn_time_ } from "./fn_time.gen.ts";
import { constructions as literal_ } from "./literal.gen.ts";
import { constructions as name_ } from "./name.gen.ts";
import { constructions as predicate_ } from "./predicate.gen.ts";
import { constructions as try_cast_ } from "./try_cast.gen.ts";
import { constructions as window_ } from "./window.gen.ts";

export const CONSTRUCTIONS: Readonly<Record<string, readonly Construction[]>> = { access: access_, aggregate: aggregate_, aggregate_by: aggregate_by_, arithmetic: arithmetic_, boolean: boolean_, case: case_, cast: cast_, comparison: comparison_, deep: deep_, fn_list: fn_list_, fn_math: fn_math_, fn_misc: fn_misc_, fn_regex: fn_regex_, fn_string: fn_string_, fn_struct: fn_struct_, fn_time: fn_time_, literal: literal_, name: name_, predicate: predicate_, try_cast: try_cast_, window: window_ };
