export const ja = {
  role: { staff: '担当者', owner: '管理者', consultant: 'コンサルタント', admin: '運営管理者' },
  unknown: {
    summary: 'ご利用の登録が確認できませんでした',
    user: 'はじめまして。ガイドライン対応の相談窓口です。恐れ入りますが、ご利用の登録が確認できませんでした。ご利用には、契約時にお渡しした契約コードが必要です。',
    workspace:
      'はじめまして。ガイドライン対応の相談窓口です。恐れ入りますが、このワークスペースはまだご契約に登録されていません。ご利用には、契約時にお渡しした契約コードが必要です。',
    how: '契約コード（GA-で始まります）は、下のボタンから入力するか、相談窓口との1対1のチャットにコードだけをお書きください。お手元にない場合は、貴社の管理者の方にご確認ください。',
    enter: '契約コードを入力する',
    noCode: 'コードが分からない',
    whom: {
      title: '契約コードが分からない場合',
      owner:
        '契約コードは、ご契約のお手続きをされた貴社の管理者の方がお持ちです。管理者の方は「メンバー管理」から、あなた専用の登録コードも発行できます。',
      support: (contact: string) =>
        `管理者の方が分からない場合や、コードをなくされた場合は、${contact}にお問い合わせください。`,
      supportUnnamed: 'ご契約の際にご案内したサポート窓口',
    },
  },
  register: {
    title: '契約コードの入力',
    intro: '契約コード（GA-）または登録コード（ST-）と、お名前をご入力ください。',
    code: 'コード',
    codeHint: '例：GA-ABCD-EFGH-JKMN',
    codeMissing: 'コードを入力してください。',
    codeMalformed: 'コードの形が違います。GA- または ST- に、4文字が3つ続きます。',
    name: 'お名前',
    nameHint: '回答の宛名になります（例：田中）。',
    nameMissing: 'お名前を入力してください。',
    send: '登録する',
    cancel: 'やめる',
    done: (organisation: string, name: string, role: string) =>
      `${organisation}の${role}として、${name}様を登録しました。`,
    ask: 'ご質問は、メールと同じように、このままお書きください。できることは「ホーム」でご覧いただけます。',
    owner:
      '貴社の管理者として、「メンバー管理」からほかの方を追加し、お知らせの送り先を選べます。契約コードをほかの方に渡していただくこともできます。',
    staff: (owners: string) => `貴社の管理者は${owners}です。`,
    already: 'すでに登録されています。このままご質問いただけます。',
    toOwner: (name: string, platform: string) =>
      `${name}様が、${platform}から新しく登録されました。お心当たりのない場合は、「メンバー管理」から外してください。`,
    nameYourself: 'お名前を登録する',
  },
  name: {
    title: 'お名前の登録',
    done: (name: string) => `${name}様として登録しました。`,
  },
  members: {
    title: 'メンバー管理',
    count: (count: number) => `ご登録の方は${count}名です。`,
    you: (line: string) => `${line}　※ご本人`,
    line: (name: string, role: string, platforms: string) => `${name}様（${role}）　${platforms}`,
    others: (from: number, to: number) => `ほかの方（${from}〜${to}）`,
    alone: 'ほかの方は、まだ登録されていません。',
    remove: '外す',
    add: 'メンバーを追加する',
    handOver: '管理者を引き継ぐ',
    notices: 'お知らせの送り先',
    more: '続きを見る',
    back: 'メンバー管理に戻る',
    ownersOnly: (owners: string) =>
      `この操作は、貴社の管理者が行います。管理者は${owners}です。お手数ですが、管理者の方にご依頼ください。`,
    noOwner:
      'この操作は、貴社の管理者が行います。ただ今、管理者の方がいません。コンサルタントにご相談ください。',
    customersOnly: 'この操作は、お客様の管理者が行います。',
    gone: 'この方は、すでに登録から外れています。',
    invite: {
      title: '登録コード',
      code: (code: string) => `登録コード：${code}`,
      how: (days: number) =>
        `追加する方に、このコードをお渡しください。相談窓口との1対1のチャットにコードだけを書くと、担当者として登録されます。お一人につき1回、${days}日以内にお使いいただけます。`,
      secret: '以前に外した方も、このコードで再び登録できます。ほかの方には見せないでください。',
    },
    removal: {
      title: (name: string) => `${name}様を外しますか`,
      means:
        '外した方は、どのアプリからも相談窓口を利用できなくなります。契約コードでは再登録できません。これまでのご相談の記録は、貴社の記録として残ります。',
      now: '外す',
      cancel: 'やめる',
      done: (name: string) => `${name}様を登録から外しました。`,
      lastOwner: '管理者がいなくなるため、外せません。先に、管理者をほかの方に引き継いでください。',
    },
    handingOver: {
      title: '管理者の引き継ぎ',
      choose: '引き継ぐ方をお選びください',
      nobody: '引き継げる方がいません。先に、メンバーを追加してください。',
      to: '引き継ぐ',
      confirm: (name: string) => `${name}様に管理者を引き継ぎますか`,
      means: (name: string) =>
        `${name}様が管理者になり、あなたは担当者になります。メンバー管理とお知らせの送り先の変更は、${name}様が行います。`,
      now: '引き継ぐ',
      done: (name: string) => `${name}様に管理者を引き継ぎました。あなたは担当者になりました。`,
      toNew: (before: string) =>
        `${before}様から管理者を引き継ぎました。メンバーの追加などは「メンバー管理」から行えます。`,
      untold: 'ご本人には、ここからお知らせできませんでした。お手数ですが、直接お伝えください。',
    },
  },
  mapping: {
    done: (organisation: string) => `このチャンネルを${organisation}につなぎました。`,
    next: {
      mention: (organisation: string) =>
        `ここで相談窓口をメンションした${organisation}の方は、担当者として登録されます。`,
      code: (organisation: string) =>
        `${organisation}の方は、契約コードで登録のうえ、ここでもご利用いただけます。`,
      leaving: 'ここから離れた方は、登録からも外れます。',
    },
    replaced: (before: string) => `${before}とのつながりは解除しました。`,
    notAdmin: 'チャンネルをお客様につなげるのは、運営管理者だけです。',
    notShared: 'お客様につなぐチャンネルの中で、相談窓口をメンションしてお書きください。',
    consultants: 'ここはコンサルタントの相談窓口のチャンネルです。お客様にはつなげません。',
    refused:
      'つなげませんでした。組織コードと、このチャンネルが事務局のワークスペースにあることをご確認ください。',
  },
  code: {
    refused:
      'このコードは使用できません。期限切れか、すでに使用された可能性があります。発行した管理者に、新しいコードをご依頼ください。',
    accepted: (name: string, role: string) => `${name}様を${role}として登録しました。`,
    next: {
      consultant: 'コンサルタント用のチャンネルに届くご相談をご確認ください。',
      admin:
        'ご相談を受け取るチャンネルで、相談窓口をメンションして「このチャンネルを相談窓口にする」とお書きください。',
    },
  },
  platform: { slack: 'Slack', teams: 'Teams', web: 'Webチャット' },
  link: {
    title: '別のアプリとつなぐ',
    code: (code: string) => `連携コード：${code}`,
    how: (minutes: number) =>
      `つなぎたいアプリ（Teamsなど）で相談窓口を開き、1対1のチャットにこのコードだけをお書きください。${minutes}分以内に1回だけお使いいただけます。`,
    secret:
      'コードを書いた方は、ご本人として扱われます。ほかの方にはお見せにならないでください。つなぐと、お名前・ご相談の履歴・表示の言語が共通になります。',
    done: (name: string) => `${name}様のご登録とつながりました。`,
    next: 'こちらでも、これまでと同じようにご質問いただけます。回答は、ご質問を書かれたアプリにお送りします。つながりをやめるときは「連携解除」とお書きください。',
    doneElsewhere: (platform: string) => `${platform}のアカウントとつながりました。`,
    notMe: 'お心当たりのない場合は、つながったアカウントを確認しますので、コンサルタントにご連絡ください。',
    unknown: (minutes: number) =>
      `このコードは使用できません。${minutes}分の期限が切れたか、すでに使用された可能性があります。すでにご利用中のアプリで、相談窓口に「アカウント連携」とお書きいただくと、新しいコードを発行できます。`,
    refused: {
      tooMany: '連携コードは、1時間に5回まで発行できます。時間をおいて、もう一度お試しください。',
      same: 'このアカウントは、すでにつながっています。',
      notMergeable:
        'このアカウントは、すでに別のご登録として使われているため、つなげませんでした。コンサルタントにご相談ください。',
      onlyOne:
        'つながっているアカウントは、こちらだけです。解除すると窓口をご利用いただけなくなるため、解除していません。',
    },
    unlinked:
      'このアカウントのつながりを解除しました。これまでのご相談は、つながっているほかのアプリでご確認いただけます。',
  },
  language: {
    changed: 'ボタンやご案内を日本語で表示します。英語に切り替えるときは「English」とお書きください。',
  },
}

/** To the consultants, in their language. */
export const ownerless = {
  title: (organisation: string) => `⚠️ ${organisation}の管理者がいなくなりました`,
  why: (name: string, platform: string) =>
    `最後の管理者だった${name}様が、${platform}のワークスペースまたはチャンネルから離れました。`,
  staff: (count: number) => `残りのメンバー：${count}名`,
  next: 'お客様に後任の方をご確認のうえ、運営管理者が新しい管理者を任命してください。それまでは、メンバーの追加やお知らせの設定ができません。',
}

/** Kept as the name of someone whose name nobody gave. */
export const unnamed = {
  staff: 'ご担当者',
  owner: 'ご担当者',
  consultant: 'コンサルタント',
  admin: '運営管理者',
}
