// The words that a story looks for, as its user reads them.
export interface Words {
  lang: "zh-CN" | "en";
  account: string;
  password: string;
  newPassword: string;
  signIn: string;
}

export const ZH: Words = { lang: "zh-CN", account: "账号", password: "密码", newPassword: /新密码/ as never, signIn: "登录" };
export const EN: Words = { lang: "en", account: "Account", password: "Password", newPassword: "New password", signIn: "Sign in" };
