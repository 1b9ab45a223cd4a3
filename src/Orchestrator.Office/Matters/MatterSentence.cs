namespace Orchestrator.Office.Matters;

/// <summary>What happened to a matter, in a sentence.</summary>
internal static class MatterSentence
{
    public static string Decided(MatterSeat seat, string outcome, int version)
    {
        var what = (seat.Step, outcome) switch
        {
            ("MatterDraft", _) when seat.Straight => $"按退回意见修改，第{version}稿直达退回环节",
            ("MatterDraft", _) => version == 1 ? "起草，送审" : $"修改为第{version}稿，重新送审",
            ("MatterLegal", "Approve") => "合法性审查：合法",
            ("MatterLegal", _) => "合法性审查：不合法",
            ("MatterRegister", _) => "登记办结",
            (_, "Approve") => $"{MatterStage.StepName(seat.Step)}：同意",
            (_, "Abstain") => $"{MatterStage.StepName(seat.Step)}：弃权",
            _ => $"{MatterStage.StepName(seat.Step)}：不同意",
        };
        return seat.AddedTo is null ? what : $"{what}（加签）";
    }

    public static string Concluded(string step, string outcome) =>
        outcome == "Approve" ? $"“{MatterStage.StepName(step)}”通过" : $"“{MatterStage.StepName(step)}”未通过，退起草人修改";

    /// <summary>What the initiator is told when the matter comes to a stage; null for stages that he does not wait for.</summary>
    public static string? Told(string stage) => stage switch
    {
        MatterStage.Drafting => "退回修改",
        MatterStage.Refused => "领导审签不同意",
        "Registering" => "领导审签同意，请登记办结",
        MatterStage.Cancelled => "已终止",
        _ => null,
    };

    public static string Late(string step, string level) => MatterStage.StepName(step) + level switch
    {
        "overdue" => "逾期",
        "urge" => "逾期，催办",
        "supervise" => "逾期，提请督办",
        _ => "逾期，提请约谈",
    };
}
