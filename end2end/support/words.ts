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
  finish: string;
  showNotice: string;
  allReceived: string;
  toSend: RegExp;
  noRound: string;
  replies: string;
  desk: { name: string; submit: string; fresh: string; accept: string; accepted: string };
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
  finish: "完成走访",
  showNotice: "请住户扫码，这是告知单",
  allReceived: "已全部收到",
  toSend: /待上传 \d+ 条/,
  noRound: "今天还没有安排走访。",
  replies: "答复",
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
  finish: "Finish the visit",
  showNotice: "Let the household scan its notice",
  allReceived: "All received",
  toSend: /to send/i,
  noRound: "No round is planned for you today.",
  replies: "Replies",
  desk: { name: "Name", submit: "Sign in", fresh: "New", accept: "Accept", accepted: "Accepted" },
};
