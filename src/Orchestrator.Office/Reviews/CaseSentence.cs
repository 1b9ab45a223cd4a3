using Orchestrator.Office.Matters;

namespace Orchestrator.Office.Reviews;

/// <summary>Says in one Chinese sentence what a decided task means.</summary>
public static class CaseSentence
{
    private static readonly Dictionary<string, string> Steps = new()
    {
        ["Draft"] = "起草",
        ["InternalApproval"] = "内部审签",
        ["Intake"] = "受理审查",
        ["Review"] = "会审",
        ["ReviewSign"] = "审签会审意见",
        ["ReviewExtension"] = "审核会审延期",
        ["Consolidate"] = "意见汇总",
        ["Negotiate"] = "协商",
        ["Written"] = "书面协调",
        ["CoordinationMeeting"] = "协调会",
        ["Ruling"] = "裁定",
        ["Template"] = "制定统一模板",
        ["TemplateCutOff"] = "确认模板截止",
        ["Feedback"] = "反馈",
        ["Revise"] = "修改完善",
        ["Legal"] = "合法性审查",
        ["Propose"] = "提请审议",
        ["PreMeeting"] = "会前修改",
        ["Agenda"] = "列入议题",
        ["Decide"] = "审议",
        ["PostMeeting"] = "会后修改",
        ["PostMeetingCheck"] = "核对会后修改稿",
        ["Deferral"] = "缓议处理",
        ["IssueCheck"] = "核稿",
        ["IssueFix"] = "修改付印稿",
        ["IssueSign"] = "签发",
        ["Issue"] = "编号印发",
        ["Archive"] = "归档",
        ["Resubmit"] = "重新报送",
    };

    public static string StepName(string step) => Steps.GetValueOrDefault(step) ?? MatterStage.StepName(step);

    /// <summary>What somebody who was added to a step (加签) decided.</summary>
    public static string Signed(string step, bool agreed) => $"{StepName(step)}（加签）：{(agreed ? "同意" : "不同意")}";

    /// <param name="detail">A version, a document number or the like, when the step produced one.</param>
    public static string Decided(string step, string outcome, int round, string? detail) => (step, outcome) switch
    {
        ("Draft", _) => $"完成第{round}轮文稿{detail}，送内部审签",
        ("Revise", _) => $"逐条答复意见，形成第{round}轮文稿{detail}，送内部审签",
        ("InternalApproval", "Approve") => $"同意报送（第{round}轮·上）",
        ("InternalApproval", _) => "退回修改",
        ("Intake", "Accept") => "受理，送各单位会审",
        ("Intake", _) => "退回补正",
        ("Review", "Delegate") => $"转办会审{detail}",
        ("Review", "RequestExtension") => $"拟申请会审延期{detail}，送负责人审核",
        ("ReviewExtension", "Agree") => $"同意申请会审延期{detail}",
        ("ReviewExtension", _) => "不同意申请会审延期",
        ("Review", _) => "拟出会审意见，送负责人审签",
        ("ReviewSign", "Sign") => "签发会审意见",
        ("ReviewSign", _) => "退回重拟会审意见",
        ("Consolidate", "Done") => "完成意见汇总",
        ("Consolidate", "Pass") => "复审通过，提请审议",
        ("Consolidate", "Revise") => "复审认为需再改一轮",
        ("Consolidate", _) => "将有分歧的意见转入协商协调",
        ("Negotiate" or "Written" or "CoordinationMeeting", "Agreed") => $"{StepName(step)}达成一致",
        ("Negotiate" or "Written" or "CoordinationMeeting", _) => $"{StepName(step)}未达成一致，提请上一级",
        ("Ruling", _) => "作出裁定",
        ("Feedback", _) => $"反馈审核意见（第{round}轮·下）",
        ("Legal", "Legal") => "合法性审查：合法",
        ("Legal", "LegalIfRevised") => "合法性审查：修改后合法",
        ("Legal", _) => "合法性审查：不合法，须修改后重新审查",
        ("Propose", "Propose") => "提请审议",
        ("Propose", _) => "退回会前修改",
        ("PreMeeting", _) => $"完成会前修改{detail}",
        ("Agenda", _) => $"列入议题{detail}",
        ("Decide", "Passed") => "会议审议通过",
        ("Decide", "PassedWithChanges") => "会议审议修改后通过",
        ("Decide", "Deferred") => "会议决定缓议",
        ("Decide", _) => "会议审议不通过",
        ("PostMeeting", _) => $"按会议意见修改{detail}",
        ("PostMeetingCheck", "Confirm") => "核对无误，送印发",
        ("PostMeetingCheck", "SendBack") => "核对后退回再改",
        ("PostMeetingCheck", _) => "提请会议复议",
        ("Deferral", "Reagenda") => "缓议事项重新提请审议",
        ("Deferral", _) => "缓议事项退回改写一轮",
        ("IssueCheck", "Approve") => "核稿通过",
        ("IssueFix", _) => $"修改付印稿{detail}",
        ("IssueSign", "Sign") => "签发",
        ("IssueCheck" or "IssueSign", _) => $"{StepName(step)}退回修改",
        ("Issue", _) => $"编号印发{detail}",
        ("Archive", _) => "归档",
        ("Resubmit", _) => $"撤回后重新报送（第{round}轮）",
        _ => $"{StepName(step)}：{outcome}",
    };
}
