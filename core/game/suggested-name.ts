/** Words of a language that make a name together; every pair stays within the longest name. */
interface NameWords {
  readonly first: readonly string[];
  readonly second: readonly string[];
  readonly between: string;
}

const english: NameWords = {
  first: [
    ...["Amber", "Brave", "Bright", "Calm", "Clever", "Copper", "Coral", "Curious", "Early", "Gentle"],
    ...["Golden", "Green", "Happy", "Indigo", "Jolly", "Keen", "Lively", "Lucky", "Merry", "Misty"],
    ...["Nimble", "Olive", "Patient", "Quick", "Quiet", "Rosy", "Silver", "Sunny", "Swift", "Violet"],
  ],
  second: [
    ...["Badger", "Beetle", "Comet", "Compass", "Crane", "Cricket", "Dolphin", "Falcon", "Finch", "Forest"],
    ...["Harbour", "Heron", "Island", "Kestrel", "Lantern", "Lynx", "Maple", "Meadow", "Mountain", "Orchid"],
    ...["Otter", "Pebble", "Penguin", "Pine", "River", "Robin", "Sparrow", "Squirrel", "Turtle", "Willow"],
  ],
  between: " ",
};

const japanese: NameWords = {
  first: [
    ...["青い", "赤い", "白い", "金色の", "銀色の", "明るい", "静かな", "元気な", "陽気な", "素早い"],
    ...["優しい", "勇敢な", "賢い", "小さな", "大きな", "朝の", "春の", "夏の", "秋の", "冬の"],
    ...["森の", "海の", "山の", "空の", "星の", "月の", "風の", "雪の", "虹の", "川の"],
  ],
  second: [
    ...["うさぎ", "きつね", "たぬき", "りす", "くま", "しか", "かもめ", "つばめ", "すずめ", "ふくろう"],
    ...[
      "いるか",
      "くじら",
      "ぺんぎん",
      "かわうそ",
      "かめ",
      "ほたる",
      "とんぼ",
      "ちょうちょ",
      "もみじ",
      "さくら",
    ],
    ...[
      "すみれ",
      "ひまわり",
      "どんぐり",
      "灯台",
      "羅針盤",
      "彗星",
      "はやぶさ",
      "つる",
      "ひつじ",
      "はりねずみ",
    ],
  ],
  between: "",
};

const wordsOf = { en: english, ja: japanese } as const;

/** How many names there are in each language. */
export const suggestedNameCount = 900;

/** A clean name for somebody who has none in mind: the `index`th of 900, wrapping round, in a language of the game. */
export function suggestedName(language: keyof typeof wordsOf, index: number): string {
  const { first, second, between } = wordsOf[language];
  const place = ((index % suggestedNameCount) + suggestedNameCount) % suggestedNameCount;
  const start = first[Math.floor(place / second.length)] ?? "";
  const end = second[place % second.length] ?? "";
  return `${start}${between}${end}`;
}
