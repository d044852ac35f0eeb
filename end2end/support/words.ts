// The words that a story looks for, as its user reads them.

export interface Words {
  lang: "zh-CN" | "en";
  account: string;
  password: string;
  signIn: string;
  next: RegExp;
  checkIn: string;
  neither: string;
  labelMissing: string;
  met: string;
  nobodyHome: string;
  atDoorOnly: string;
  inOrder: string;
  notInOrder: string;
  urgent: string;
  reportNow: string;
  keepFinding: string;
  phone: string;
  thisVisit: string;
  sendAgain: string;
  finish: string;
  showNotice: string;
  allReceived: string;
  toSend: RegExp;
  noRound: string;
  replies: string;
  register: { unlisted: string; other: string; address: string; door: string; oneMore: string; submit: string };
  desk: { name: string; submit: string; fresh: string; accept: string; accepted: string };
  fields: { correct: string; lease: RegExp; save: string; earlier: string; twoValues: string; noneWaits: string; choose: string; why: string; chosen: string };
  ahead: { title: string; note: string; today: RegExp; signOut: string };
  files: { find: string; sought: string; noneFound: string; noneYet: string };
  lock: { pin: string; again: string; keep: string; unlock: string; handOver: string; else: string; wrong: RegExp; wait: RegExp; wiped: RegExp; saveOutbox: string; saveAsFile: string };
  order: { title: string; fromLast: string; found: string; take: string; taken: string; asPlanned: string };
  plan: {
    again: string;
    changes: string;
    version: (n: number) => string;
    appoint: string;
    day: string;
    from: string;
    submit: string;
    cancel: string;
    reason: string;
    agreed: string;
    none: string;
  };
  exports: { open: string; format: string; make: string; noPersons: string };
  classes: {
    proposals: string;
    appeals: string;
    appealsNone: string;
    confirmedHazard: RegExp;
    accept: string;
    decided: string;
    evidenceHolds: string;
    untold: string;
    answer: string;
    setAside: string;
    remedy: RegExp;
  };
  privacy: {
    takeRequest: string;
    takeDemand: string;
    home: RegExp;
    kind: string;
    subject: string;
    outcome: string;
    ground: string;
    document: string;
    submit: string;
    saved: string;
    eraseContact: string;
    erased: string;
    file: string;
    keepContact: RegExp;
    fortnight: string;
    impact: string;
  };
  meetings: {
    call: string;
    place: string;
    submit: string;
    propose: string;
    proposeSubmit: string;
    minutes: string;
    keep: string;
    what: string;
    agree: string;
    file: string;
    filed: string;
    numbers: string;
    feed: string;
    write: string;
    send: string;
    saved: string;
    done: string;
  };
  inspection: {
    chart: string;
    workersDetail: string;
    wholeYear: string;
    issue: string;
    accept: string;
    agreed: string;
    ownLead: string;
    proof: string;
    answer: string;
  };
  stations: { asNow: string; noChanges: string; confirm: string; changes: (n: number) => string; moved: (n: number) => string };
}

export const ZH: Words = {
  lang: "zh-CN",
  account: "账号",
  password: "密码",
  signIn: "登录",
  next: /去下一户/,
  checkIn: "签到",
  neither: "以上都不行…",
  labelMissing: "门牌缺失或损坏",
  met: "门口见面",
  nobodyHome: "无人在家",
  atDoorOnly: "只在门口交谈",
  inOrder: "正常",
  notInOrder: "有问题",
  urgent: "紧急",
  reportNow: "立即上报",
  keepFinding: "保存",
  phone: "电话联系",
  thisVisit: "本次走访",
  sendAgain: "再传一次",
  finish: "完成走访",
  showNotice: "请住户扫码，这是告知单",
  allReceived: "已全部收到",
  toSend: /待上传 \d+ 条/,
  noRound: "今天还没有安排走访。",
  replies: "答复",
  register: {
    unlisted: "这户没登记",
    other: "另一栋，不在今天的单子上",
    address: "地址",
    door: "门牌、室号",
    oneMore: "多一人",
    submit: "登记",
  },
  fields: { correct: "更正登记内容", lease: /^租赁登记/, save: "保存", earlier: "以前的记录", twoValues: "有不同的值，由民警选定", noneWaits: "没有待定字段", choose: "选定哪个值", why: "理由（可不选）", chosen: "选定" },
  ahead: { title: "未来几天", note: "这是目前的安排，每天早上会更新。", today: /11月24日/, signOut: "退出登录" },
  files: { find: "查找", sought: "地址、门牌或档案编号", noneFound: "没有找到。换一个字，或只输入一部分。", noneYet: "本站档案还没有下载，联网后会自动下载。" },
  lock: {
    pin: "手机密码",
    again: "再输入一次",
    keep: "设置",
    unlock: "解锁",
    handOver: "锁定、换人使用",
    else: "其他人登录",
    wrong: /密码不对/,
    wait: /请等 \d+ 分钟再试/,
    wiped: /属于您的内容已清除/,
    saveOutbox: "一直发不出去？",
    saveAsFile: "保存为文件",
  },
  order: {
    title: "重排路线",
    fromLast: "从上一户开始",
    found: "新的顺序",
    take: "按这个顺序走",
    taken: "按您选定的顺序。",
    asPlanned: "恢复原来的安排",
  },
  plan: {
    again: "重新安排",
    changes: "与上一版相比",
    version: (n) => `第 ${n} 版`,
    appoint: "登记约访",
    day: "日期",
    from: "从（可不填）",
    submit: "确定约访",
    cancel: "取消约访",
    reason: "住户约定",
    agreed: "约定今天走访",
    none: "没有约访，日子由计划安排。",
  },
  exports: { open: "导出", format: "格式", make: "导出", noPersons: "只能按地址、门牌和单位查找" },
  classes: {
    proposals: "待决定的建议",
    appeals: "申请复核",
    appealsNone: "没有等待答复的复核申请。",
    confirmedHazard: /民警已核实、尚未整改的严重隐患/,
    accept: "同意建议",
    decided: "已决定，下次走访的告知单会告知住户。",
    evidenceHolds: "依据属实",
    untold: "下次走访时告知住户",
    answer: "答复",
    setAside: "撤销",
    remedy: /60 日内依照行政复议法/,
  },
  privacy: {
    takeRequest: "登记申请",
    takeDemand: "登记调取",
    home: /门牌码或完整地址/,
    kind: "申请事项",
    subject: "针对信息",
    outcome: "结果",
    ground: "理由",
    document: "文书号",
    submit: "保存",
    saved: "已保存",
    eraseContact: "删除 · 联系方式",
    erased: "删除联系方式",
    file: "下载 CSV",
    keepContact: /保存期限 联系方式/,
    fortnight: "14 天",
    impact: "影响评估表",
  },
  meetings: {
    call: "召集会议",
    place: "地点",
    submit: "召集",
    propose: "补充一项议程",
    proposeSubmit: "加入议程",
    minutes: "会议记录",
    keep: "保存会议记录",
    what: "事项",
    agree: "添加事项",
    file: "归档",
    filed: "已归档",
    numbers: "只显示档案编号",
    feed: "生成订阅地址",
    write: "写消息",
    send: "发送",
    saved: "已保存",
    done: "已办结",
  },
  inspection: {
    chart: "各月覆盖（柱）和及时（线）",
    workersDetail: "只供督导走访工作，不打印、不导出，不得用于计酬和排名。",
    wholeYear: "全年",
    issue: "开督办单",
    accept: "核验通过，办结",
    agreed: "一致",
    ownLead: "只有您自己和您的督导员能看到，不用于计酬和排名。",
    proof: "已补访 12 户，逾期清零，台账可查",
    answer: "提交答复",
  },
  stations: {
    asNow: "恢复现状",
    noChanges: "与现状相同，没有改动",
    confirm: "确认划分",
    changes: (n) => `将有 ${n} 个村居改属`,
    moved: (n) => `已确认，${n} 个村居改属。`,
  },
  desk: { name: "姓名", submit: "登录", fresh: "待受理", accept: "受理", accepted: "已受理" },
};

export const EN: Words = {
  lang: "en",
  account: "Account",
  password: "Password",
  signIn: "Sign in",
  next: /^Next door/,
  checkIn: "Check in",
  neither: "Neither works…",
  labelMissing: "Label missing or damaged",
  met: "Met at the door",
  nobodyHome: "Nobody home",
  atDoorOnly: "At the door only",
  inOrder: "In order",
  notInOrder: "Not in order",
  urgent: "Urgent",
  reportNow: "Report now",
  keepFinding: "Keep",
  phone: "Phone",
  thisVisit: "This visit",
  sendAgain: "Send again",
  finish: "Finish the visit",
  showNotice: "Let the household scan its notice",
  allReceived: "All received",
  toSend: /to send/i,
  noRound: "No round is planned for you today.",
  replies: "Replies",
  register: {
    unlisted: "This door is not listed",
    other: "Another one, not on today’s list",
    address: "Address",
    door: "Door mark",
    oneMore: "One more",
    submit: "Register",
  },
  fields: { correct: "Correct the file", lease: /^Lease registration/, save: "Save", earlier: "Earlier versions", twoValues: "Different values, an officer chooses", noneWaits: "No field waits", choose: "Which value holds", why: "Reason (optional)", chosen: "Choose" },
  ahead: { title: "Coming days", note: "As planned so far; every morning may change it.", today: /24 Nov/, signOut: "Sign out" },
  files: { find: "Find", sought: "Address, door or file number", noneFound: "Nothing found. Try another word, or a part of it.", noneYet: "The station's files are not on the phone yet. They come by themselves once it is online." },
  lock: {
    pin: "PIN",
    again: "Once more",
    keep: "Set PIN",
    unlock: "Unlock",
    handOver: "Lock or hand over",
    else: "Someone else signs in",
    wrong: /Wrong PIN/,
    wait: /Wait \d+ minutes/,
    wiped: /what was yours on this phone is erased/,
    saveOutbox: "It cannot be sent at all?",
    saveAsFile: "Save as a file",
  },
  order: {
    title: "New order",
    fromLast: "From the last door",
    found: "The new order",
    take: "Take this order",
    taken: "In the order you chose.",
    asPlanned: "Back to the planned order",
  },
  plan: {
    again: "Plan again",
    changes: "What changed since the version before",
    version: (n) => `version ${n}`,
    appoint: "Make an appointment",
    day: "Day",
    from: "From (may be empty)",
    submit: "Fix the visit",
    cancel: "Cancel it",
    reason: "Household asked for it",
    agreed: "Agreed for today",
    none: "None. The plan chooses the day.",
  },
  exports: { open: "Export", format: "Format", make: "Export", noPersons: "never persons" },
  classes: {
    proposals: "Proposals to decide",
    appeals: "Requests for review",
    appealsNone: "No request for review waits for an answer.",
    confirmedHazard: /A serious hazard that an officer has confirmed/,
    accept: "As proposed",
    decided: "Decided. The notice of the next visit tells the household.",
    evidenceHolds: "The evidence holds",
    untold: "The household is told at the next visit",
    answer: "Answer",
    setAside: "Set aside",
    remedy: /administrative reconsideration within 60 days/,
  },
  privacy: {
    takeRequest: "Take a request",
    takeDemand: "Take a demand",
    home: /door label or whole address/,
    kind: "Asked",
    subject: "Of what",
    outcome: "Outcome",
    ground: "Ground",
    document: "Number of the document",
    submit: "Save",
    saved: "Saved",
    eraseContact: "erase · contact",
    erased: "contact erased",
    file: "Download CSV",
    keepContact: /Keep for contacts/,
    fortnight: "14 days",
    impact: "Impact assessment",
  },
  meetings: {
    call: "Call a meeting",
    place: "Place",
    submit: "Call",
    propose: "One more item",
    proposeSubmit: "Add to the agenda",
    minutes: "Minutes",
    keep: "Save the minutes",
    what: "Action",
    agree: "Add an action",
    file: "File",
    filed: "Filed",
    numbers: "File numbers alone",
    feed: "Make an address",
    write: "Write a message",
    send: "Send",
    saved: "Saved",
    done: "Done",
  },
  inspection: {
    chart: "Covered (bars) and on time (line) by month",
    workersDetail: "To supervise the work: neither printed nor exported, never for pay or ranking.",
    wholeYear: "Whole year",
    issue: "Issue an order",
    accept: "Verified: close",
    agreed: "agree",
    ownLead: "You and your supervisor see it; it serves neither pay nor ranking.",
    proof: "Twelve homes visited since, nothing overdue, see the ledger",
    answer: "Send the answer",
  },
  stations: {
    asNow: "As it is now",
    noChanges: "As it is now: nothing changes",
    confirm: "Confirm stations",
    changes: (n) => `${n} villages will change their station`,
    moved: (n) => `Confirmed: ${n} villages moved.`,
  },
  desk: { name: "Name", submit: "Sign in", fresh: "New", accept: "Accept", accepted: "Accepted" },
};
