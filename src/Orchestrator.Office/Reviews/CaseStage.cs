namespace Orchestrator.Office.Reviews;

/// <summary>The states of a document case (文稿), as the workflow declares them, with their Chinese names.</summary>
public static class CaseStage
{
    public const string NotStarted = "NotStarted";
    public const string Drafting = "Drafting";
    public const string InternalApproval = "InternalApproval";
    public const string Submitted = "Submitted";
    public const string Intake = "Intake";
    public const string JointReview = "JointReview";
    public const string Consolidating = "Consolidating";
    public const string Coordinating = "Coordinating";
    public const string AwaitingTemplate = "AwaitingTemplate";
    public const string Returned = "Returned";
    public const string Revising = "Revising";
    public const string ReadyForMeeting = "ReadyForMeeting";
    public const string OnAgenda = "OnAgenda";
    public const string PostMeetingRevision = "PostMeetingRevision";
    public const string Deferred = "Deferred";
    public const string Issuing = "Issuing";
    public const string Issued = "Issued";
    public const string Archived = "Archived";
    public const string Rejected = "Rejected";
    public const string Withdrawn = "Withdrawn";

    /// <summary>Every stage in the order of a case that meets no trouble.</summary>
    public static IReadOnlyList<(string Code, string Name)> All { get; } =
    [
        (NotStarted, "未启动"),
        (Drafting, "起草中"),
        (InternalApproval, "单位内部审签"),
        (Submitted, "已报送"),
        (Intake, "受理审查"),
        (JointReview, "会审中"),
        (Consolidating, "意见汇总"),
        (Coordinating, "协商协调"),
        (AwaitingTemplate, "待模板"),
        (Returned, "已反馈"),
        (Revising, "修改完善"),
        (ReadyForMeeting, "待上会"),
        (OnAgenda, "已列议题"),
        (PostMeetingRevision, "会后修改"),
        (Deferred, "缓议"),
        (Issuing, "印发办理"),
        (Issued, "已印发"),
        (Archived, "已归档"),
        (Rejected, "不通过"),
        (Withdrawn, "已撤回"),
    ];

    private static readonly Dictionary<string, int> Order = All.Select((stage, index) => (stage.Code, index)).ToDictionary(pair => pair.Code, pair => pair.index);

    public static bool Exists(string stage) => Order.ContainsKey(stage);

    public static string NameOf(string stage) => Order.TryGetValue(stage, out var index) ? All[index].Name : stage;

    /// <summary>The stages in which the text is fixed for a meeting or later: the secretary of meetings may read from here on.</summary>
    public static IReadOnlyList<string> FromReadyForMeeting { get; } =
        [ReadyForMeeting, OnAgenda, PostMeetingRevision, Deferred, Issuing, Issued, Archived, Rejected];

    /// <summary>Nothing more will happen to the case, except archiving.</summary>
    public static bool IsFinal(string stage) => stage is Issued or Archived or Rejected or Withdrawn;
}
