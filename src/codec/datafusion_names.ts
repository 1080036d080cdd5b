import type { NamedKind } from "./codec_context.ts";

/**
 * The functions that DataFusion 55 knows by name: `main` or `main=alias,alias`. Whether they are implemented here does not matter:
 * a name that DataFusion knows is written as its main name. `tests/interop/function_names.py` asks a real DataFusion for them.
 */
const NAMES: { readonly [K in NamedKind]: string } = {
  scalar: `
    abs acos acosh array_add=list_add array_any_value=list_any_value
    array_append=array_push_back,list_append,list_push_back array_avg=list_avg array_compact=list_compact
    array_concat=array_cat,list_cat,list_concat array_dims=list_dims array_distance=list_distance
    array_distinct=list_distinct array_element=array_extract,list_element,list_extract array_except=list_except
    array_has=array_contains,list_contains,list_has array_has_all=list_has_all
    array_has_any=arrays_overlap,list_has_any array_intersect=list_intersect array_length=list_length
    array_max=list_max array_min array_ndims=list_ndims array_normalize=list_normalize array_pop_back=list_pop_back
    array_pop_front=list_pop_front array_position=array_indexof,list_indexof,list_position
    array_positions=list_positions array_prepend=array_push_front,list_prepend,list_push_front
    array_product=list_product array_remove=list_remove array_remove_all=list_remove_all
    array_remove_n=list_remove_n array_repeat=list_repeat array_replace=list_replace
    array_replace_all=list_replace_all array_replace_n=list_replace_n array_resize=list_resize
    array_reverse=list_reverse array_scale=list_scale array_slice=list_slice array_sort=list_sort
    array_subtract=list_subtract array_sum=list_sum array_to_string=array_join,list_join,list_to_string
    array_union=list_union arrays_zip=list_zip arrow_cast arrow_field arrow_metadata arrow_try_cast arrow_typeof
    ascii asin asinh atan atan2 atanh bit_length btrim=trim cardinality cast_to_type cbrt ceil
    character_length=char_length,length chr coalesce concat concat_ws contains cos cosh cosine_distance cot
    current_date=today current_time date_bin date_part=datepart date_trunc=datetrunc decode degrees digest
    empty=array_empty,list_empty encode ends_with exp factorial file_row_index find_in_set flatten floor
    from_unixtime gcd generate_series get_field greatest initcap inner_product=dot_product input_file_name isnan
    iszero lcm least left levenshtein ln log log10 log2 lower lpad ltrim make_array=make_list make_date make_time
    map map_entries map_extract=element_at map_keys map_values md5 named_struct nanvl now=current_timestamp nullif
    nvl=ifnull nvl2 octet_length overlay pi power=pow radians random=rand range regexp_count regexp_instr
    regexp_like regexp_match regexp_replace repeat replace reverse right round rpad rtrim sha224 sha256 sha384
    sha512 signum sin sinh split_part sqrt starts_with string_to_array=string_to_list strpos=instr,position
    struct=row substr=substring substr_index=substring_index tan tanh to_char=date_format to_date to_hex
    to_local_time to_time to_timestamp to_timestamp_micros to_timestamp_millis to_timestamp_nanos
    to_timestamp_seconds to_unixtime translate trunc try_cast_to_type union_extract union_tag upper uuid version
    with_metadata
  `,
  aggregate: `
    any_value approx_distinct approx_median approx_percentile_cont approx_percentile_cont_with_weight array_agg
    avg=mean bit_and bit_or bit_xor bool_and bool_or corr count covar_pop covar_samp=covar first_value grouping
    last_value max median min nth_value percentile_cont=quantile_cont regr_avgx regr_avgy regr_count regr_intercept
    regr_r2 regr_slope regr_sxx regr_sxy regr_syy stddev=stddev_samp stddev_pop string_agg sum
    var=var_samp,var_sample var_pop=var_population
  `,
  window: `
    cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank row_number
  `,
  higherOrder: `
    array_any_match=any_match,list_any_match array_filter=list_filter array_first=list_first
    array_transform=list_transform
  `,
};

let tables: { readonly [K in NamedKind]: ReadonlyMap<string, string> } | undefined;

/** The main name of a function of DataFusion, by that name or an alias; undefined for any other name. */
export function dataFusionName(kind: NamedKind, name: string): string | undefined {
  return namesOf(kind).get(name);
}

/** Every name and alias of a kind. */
export function dataFusionNames(kind: NamedKind): readonly string[] {
  return [...namesOf(kind).keys()];
}

function namesOf(kind: NamedKind): ReadonlyMap<string, string> {
  tables ??= {
    scalar: table(NAMES.scalar),
    aggregate: table(NAMES.aggregate),
    window: table(NAMES.window),
    higherOrder: table(NAMES.higherOrder),
  };
  return tables[kind];
}

function table(text: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const word of text.trim().split(/\s+/)) {
    const [main = "", aliases] = word.split("=");
    names.set(main, main);
    for (const alias of aliases?.split(",") ?? []) names.set(alias, main);
  }
  return names;
}
