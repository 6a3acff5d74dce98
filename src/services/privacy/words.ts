/**
 * Words that look like somebody's and are not: what the members ask about. Without case; what was found passes where little
 * besides them is left of it.
 */
export const publicWords: readonly string[] = `
IPA NIST CSF CPSF ISMS ISO JIS JAMA JAPIA JPCERT JVN SCS METI NISC GDPR PCI PMS SECURITY ACTION
自工会 日本自動車工業会 日本自動車部品工業会 経済産業省 経産省 総務省 厚生労働省 厚労省 国土交通省 文部科学省 金融庁 警察庁 警視庁 内閣府
デジタル庁 国税庁 特許庁 個人情報保護委員会 情報処理推進機構 中小企業庁 公正取引委員会 国会 東京商工会議所
Microsoft Windows Office Excel Word Outlook PowerPoint OneDrive SharePoint Teams Azure Entra Intune Defender Copilot Edge
Google Workspace Gmail Chrome Android Drive Meet Apple iPhone iPad iOS macOS Mac iCloud Safari Amazon AWS Slack Zoom Box Dropbox
Adobe Acrobat Reader Salesforce kintone サイボウズ LINE Facebook Instagram Twitter YouTube GitHub OpenAI ChatGPT Gemini Claude Notion
Linux Ubuntu Oracle Java Cisco Fortinet FortiGate Yamaha Buffalo NEC NTT KDDI ソフトバンク ドコモ 富士通 トヨタ日産
マイクロソフト グーグル アップル アマゾン ウィンドウズ エクセル ワード アウトルック チームズ スラック ズーム
Emotet Ransomware LockBit WannaCry Log4j Bluetooth Wi-Fi VPN BYOD PPAP DMARC SPF DKIM EDR UTM NAS
インターネット サイバー サイバーセキュリティ セキュリティ クラウド サーバー データ サポート コール ヘルプ テレワーク マイナンバー
ガイドライン チェックシート アカデミー プライバシーマーク Pマーク お助け隊 自社 毎日 本邦 東京本部 大阪本社
`
  .trim()
  .split(/\s+/)

/** Places that everybody names, and that therefore point at nobody. */
export const wellKnownPlaces =
  /^(?:日本|東日本|西日本|関東|関西|東海|東北|北陸|中部|近畿|中国|四国|九州|沖縄|北海道|首都圏|東京|京都|大阪|青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|神奈川|新潟|富山|石川|福井|山梨|長野|岐阜|静岡|愛知|三重|滋賀|兵庫|奈良|和歌山|鳥取|島根|岡山|広島|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|鹿児島|札幌|仙台|横浜|川崎|名古屋|神戸|北九州|浜松|堺|金沢|アジア|ヨーロッパ|欧州|欧米|北米|南米|アフリカ|東南アジア|シリコンバレー|ロンドン|パリ|ニューヨーク|上海|香港|台北|ソウル|霞が関)$/

/** Before さん or 様: a role, not a name. */
export const roles =
  /^(?:お?客|皆|みな|お?取引先|取引|得意|仕入|委託|外注|協力|業者|会社|企業|社員|職員|担当|担当者|責任者|管理者|役員|利用者|上司|部下|同僚|先方|相手|親会社|子会社|本人|奥|親御|お疲れ|お世話|ご苦労|何|誰|神|王|有り?|多|同|左|右|外|仕|模|一|両|各|コンサルタント|メーカー|ユーザー|ユーザ|ベンダー|ベンダ|スタッフ|オーナー|リーダー|マネージャー|パート|アルバイト|ドライバー|エンジニア|サポート|センター|デザイナー|ディーラー|インストラクター|オペレーター|テナント|サプライヤー|パートナー|グループ|クライアント|カスタマー|アカデミー|メンバー)+$/

/** Before 学校, 病院, 銀行 and the like: any of them. */
export const generic =
  /^(?:[国県市町村区公私都道府]立?|弊|当|自|他|本|各|同|某|全|両|近く|近所|地元|近隣|母|地方|都市|大手|総合|専門|提携|指定|民間|海外|国内|ネット|メガ|取引先?|主要|動物|夜間|女子|私立|株式|情報|一般|関連|同業|業界|森林|農業|漁業|生活|消費|共同|労働|健康保険|協同|顧問|外部|専属|担当|経済|保険|共済|事業|商工|小|中|高|大)+$/

/** Words that are family names too, and are said for what they mean. */
export const notAlone =
  /^(?:大手|三角|根本|一部|大半|大方|平和|西口|東口|南口|北口|大口|小口|窓口|上手|下手|本名|金額|安心|一見|土台|正門|裏門|中立|中部|西部|東部|南部|北部|一色|大勢|原口|本間|大字|小字|田舎|石油|鉄道|真下|真上|横田|前後|左右|上下|所属)$/

/** Family names of one sign that are a word besides. */
export const shortNames =
  '東西南北林森原堀関辻岡谷沢畑浜島星泉菅柳桂榊楠橘柴牧堤滝奥脇秦宮峰杉梅桜桑窪薮呉金李王張陳劉黄楊朴崔姜趙'
