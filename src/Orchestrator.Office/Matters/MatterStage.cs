namespace Orchestrator.Office.Matters;

/// <summary>The states of a matter, as the workflow declares them, and its steps, with their Chinese names.</summary>
public static class MatterStage
{
    public const string Drafting = "Drafting";
    public const string HeadReview = "HeadReview";
    public const string Refused = "Refused";
    public const string Registered = "Registered";
    public const string Cancelled = "Cancelled";
    public const string Voided = "Voided";

    public static IReadOnlyList<(string Code, string Name)> All { get; } =
    [
        (Drafting, "起草中"),
        (HeadReview, "部门审核"),
        ("Countersigning", "会签中"),
        ("Signing", "领导审签"),
        ("Registering", "待登记"),
        (Registered, "已办结"),
        (Refused, "不同意"),
        (Cancelled, "已终止"),
        (Voided, "已作废"),
    ];

    private static readonly Dictionary<string, string> Steps = new()
    {
        ["MatterDraft"] = "起草",
        ["MatterHeadReview"] = "部门负责人审核",
        ["MatterLegal"] = "合法性审查",
        ["MatterCountersign"] = "会签",
        ["MatterOffices"] = "编办、财政、人社意见",
        ["MatterSign"] = "领导审签",
        ["MatterRegister"] = "登记办结",
    };

    public static string NameOf(string stage) => All.FirstOrDefault(one => one.Code == stage).Name ?? stage;

    public static bool IsStep(string step) => Steps.ContainsKey(step);

    public static string StepName(string step) => Steps.GetValueOrDefault(step, step);
}
