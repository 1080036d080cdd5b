/** Made by translate.py from ../expr/case.jsonl. */
import { col, functions as f, lit, types } from "@fusewire/fusewire";
import type { Construction } from "../../support/construction.ts";

export const constructions: readonly Construction[] = [
  ["case_0001", () => f.when(col("i64").gt(lit(3)), lit("big")).otherwise(lit("small")), "522f12210a1522130a070a050a036936340a041a0238031a02477412081a06ba01036269671a0a1a08ba0105736d616c6c"],
  ["case_0002", () => f.when(col("i64").gt(lit(3)), lit("big")).end(), "522312210a1522130a070a050a036936340a041a0238031a02477412081a06ba0103626967"],
  ["case_0003", () => f.when(col("b"), col("i64")).when(col("c"), col("i32")).otherwise(col("f64")), "522d12100a050a030a016212070a050a0369363412100a050a030a016312070a050a036933321a070a050a03663634"],
  ["case_0004", () => f.when(col("b"), lit(1)).when(col("c"), lit(2)).end(), "521e120d0a050a030a016212041a023801120d0a050a030a016312041a023802"],
  ["case_0005", () => f.when(lit(null), lit(1)).otherwise(lit(2)), "5217120f0a071a058a02020a0012041a0238011a041a023802"],
  ["case_0006", () => f.when(col("b"), lit(null)).otherwise(lit(null)), "521b12100a050a030a016212071a058a02020a001a071a058a02020a00"],
  ["case_0007", () => f.when(col("b"), lit(null)).otherwise(col("i64")), "521b12100a050a030a016212071a058a02020a001a070a050a03693634"],
  ["case_0008", () => f.when(col("z").notEq(lit(0)), col("i64").div(col("z"))).otherwise(lit(0)), "523c12340a1622140a050a030a017a0a041a0238001a054e6f744571121a22180a070a050a036936340a050a030a017a1a064469766964651a041a023800"],
  ["case_0009", () => f.when(col("z").eq(lit(0)), lit(0)).otherwise(col("i64").div(col("z"))), "5239121b0a1322110a050a030a017a0a041a0238001a02457112041a0238001a1a22180a070a050a036936340a050a030a017a1a06446976696465"],
  ["case_0010", () => f.when(col("i64"), lit(1)).end(), "5211120f0a070a050a0369363412041a023801"],
  ["case_0011", () => f.case(col("i64")).when(lit(1), lit("one")).when(lit(2), lit("two")).otherwise(lit("many")), "52380a070a050a0369363412100a041a02380112081a06ba01036f6e6512100a041a02380212081a06ba010374776f1a091a07ba01046d616e79"],
  ["case_0012", () => f.case(col("i64")).when(lit(1), lit("one")).end(), "521b0a070a050a0369363412100a041a02380112081a06ba01036f6e65"],
  ["case_0013", () => f.case(col("i64")).when(lit(null), lit("null")).otherwise(lit("x")), "52270a070a050a0369363412140a071a058a02020a0012091a07ba01046e756c6c1a061a04ba010178"],
  ["case_0014", () => f.case(col("i64")).when(col("i32"), lit(true)).otherwise(lit(false)), "52200a070a050a03693634120f0a070a050a0369333212041a0208011a041a020800"],
  ["case_0015", () => f.case(col("i64")).when(lit(1.5), lit("a")).when(lit("2"), lit("b")).end(), "52320a070a050a0369363412150a0b1a0969000000000000f83f12061a04ba01016112100a061a04ba01013212061a04ba010162"],
  ["case_0016", () => f.case(col("b")).when(lit(true), lit("t")).when(lit(false), lit("f")).otherwise(lit("u")), "522f0a050a030a0162120e0a041a02080112061a04ba010174120e0a041a02080012061a04ba0101661a061a04ba010175"],
  ["case_0017", () => f.case(lit(1)).when(lit(1), col("i64")).end(), "52170a041a023801120f0a041a02380112070a050a03693634"],
  ["case_0018", () => f.when(col("b"), f.when(col("c"), lit("bc")).otherwise(lit("b"))).otherwise(lit("-")), "522f12250a050a030a0162121c521a12100a050a030a016312071a05ba010262631a061a04ba0101621a061a04ba01012d"],
  ["case_0019", () => f.when(col("i8").gt(lit(0)), col("i8")).otherwise(col("i16")), "5229121e0a1422120a060a040a0269380a041a0238001a02477412060a040a0269381a070a050a03693136"],
  ["case_0020", () => f.when(col("i8").gt(lit(0)), col("u64")).otherwise(col("i64")), "522a121f0a1422120a060a040a0269380a041a0238001a02477412070a050a037536341a070a050a03693634"],
  ["case_0021", () => f.when(col("i8").gt(lit(0)), col("f32")).otherwise(col("i64")), "522a121f0a1422120a060a040a0269380a041a0238001a02477412070a050a036633321a070a050a03693634"],
  ["case_0022", () => f.case(col("f64")).when(lit(NaN), lit("nan")).when(lit(0, types.float64()), lit("zero")).end(), "523c0a070a050a0366363412170a0b1a0969000000000000f87f12081a06ba01036e616e12180a0b1a0969000000000000000012091a07ba01047a65726f"],
  ["case_0023", () => f.case(col("s")).when(lit("a"), lit(1)).when(lit(""), lit(0)).otherwise(col("n")), "522d0a050a030a0173120e0a061a04ba01016112041a023801120d0a051a03ba010012041a0238001a050a030a016e"],
  ["case_0024", () => f.when(col("d10_2").gt(lit(0)), col("d10_2")).otherwise(col("d20_5")), "523112240a1722150a090a070a056431305f320a041a0238001a02477412090a070a056431305f321a090a070a056432305f35"],
  ["case_0025", () => f.when(col("d32").gt(lit("2000-01-01", types.date32())), col("d32")).otherwise(col("ts_us")), "522e12210a1622140a070a050a036433320a051a0370cd551a02477412070a050a036433321a090a070a0574735f7573"],
  ["case_0026", () => f.when(col("e").gt(lit(1)), col("li")).otherwise(col("lj")), "5227121d0a1322110a050a030a01650a041a0238011a02477412060a040a026c691a060a040a026c6a"],
  ["case_0027", () => f.when(col("b"), lit(1)).otherwise(lit(2)).add(lit(1)), "22250a175215120d0a050a030a016212041a0238011a041a0238020a041a0238011a04506c7573"],
];
