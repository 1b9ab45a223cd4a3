namespace Orchestrator.Office.Notices;

/// <summary>What notices there are, in the order in which people choose among them.</summary>
public static class NoticeKinds
{
    private static readonly string[] Pressing = ["Overdue", "Urge", "Supervise", "Supervision", "Interview"];

    public static IReadOnlyList<string> All { get; } =
    [
        "Reminder", .. Pressing, "Calendar", "Template", "Round", "Dispute", "Decision", "Issued", "Hold", "Release", "WithdrawalAsked", "WithdrawalDecided", "Withdrawn",
        "ExtensionAsked", "ExtensionDecided", "Question", "QuestionTakenBack", "Answer", "Copy", "CopyReminder", "CopyOpinion", "Proxy", "HandOver", "Transfer", "Posting",
    ];

    /// <summary>Whether somebody who has not chosen hears of it outside of the application: only what is late.</summary>
    public static bool LeavesUnasked(string kind) => Pressing.Contains(kind);
}
