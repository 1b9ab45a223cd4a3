using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Duties;
using Orchestrator.Organization.Ledger;
using Orchestrator.Organization.Organs;
using Orchestrator.Organization.Posts;

namespace Orchestrator.Specs.Organization;

/// <summary>Facts of each family in which no rule finds anything: specs change one thing.</summary>
internal static class Clean
{
    public static readonly DateOnly Day = City.Day;

    public static readonly Organ Planning = new("fg", "澄湖区发展改革局", OrganType.GovernmentDepartment, AdministrativeLevel.County);
    public static readonly Organ Ecology = new("st", "澄湖区生态环境分局", OrganType.GovernmentDepartment, AdministrativeLevel.County);
    public static readonly Organ Center = new("zx", "澄湖区节能中心", OrganType.Institution, AdministrativeLevel.County);

    /// <summary>Two departments that share one duty; ten quotas and ten people follow it.</summary>
    public static DutyFacts Duties { get; } = new(
        [
            new("d1", "应对气候变化和减排", DutyKind.Shared, [new("st", true, "负责应对气候变化和减排工作。"), new("fg", false, "负责应对气候变化和减排工作。")], null, "规划编制前", "规划报批后"),
            new("d2", "节能审查", DutyKind.Power, [new("fg", true, "负责节能审查。")], PowerKind.Permit),
        ])
    {
        Transfers = [new("Z1", ["d1"], "fg", "st", DutyAction.Whole, Day)],
        Lines = [new("q1", QuotaReason.DutyTransfer, QuotaType.Administrative, new("fg", Planning.Name, AdministrativeLevel.County), new("st", Ecology.Name, AdministrativeLevel.County), 10, 10, "Z1")],
        Roster = [.. Enumerable.Range(1, 10).Select(Row)],
        Inventory = new Dictionary<string, string> { ["o1"] = "应对气候变化", ["o2"] = "节能审查", ["o3"] = "统计联系" },
        Destinies = [new("o1", DutyFate.Transfer, "st"), new("o2", DutyFate.Keep), new("o3", DutyFate.Merge, null, "o2")],
        RequiredActions = [new("g1", "组建生态环境部门", ["st"])],
        Charters = [new("st", Ecology.Name, ["safety", "environment", "party-leadership", "assigned-tasks"], "负责全区生态环境保护。指导街道环境保护工作。")],
        Organs = [Planning, Ecology, Center],
        InternalOrgans = [new("fg-1", "fg", "行政审批科", InternalOrganKind.Business, 5) { IsPermitDesk = true }],
        Acting = [new("d1", "fg", Day.AddDays(-100), Day.AddDays(10)), new("d1", "st", Day.AddDays(10)), new("d2", "fg", Day.AddDays(-100))],
        Watched = (Day, Day.AddDays(30)),
    };

    public static RosterRow Row(int number) => new(number, "fg", "st", QuotaType.Administrative, "q1");

    /// <summary>发改 12 → 2 and 生态 5 → 15 in one district.</summary>
    public static QuotaFacts Quotas { get; } = new(
        [
            new("fg", "fg", Planning.Name, OrganType.GovernmentDepartment, AdministrativeLevel.County, QuotaType.Administrative, FundingForm.Full, 12, 2, 11, 1),
            new("st", "st", Ecology.Name, OrganType.GovernmentDepartment, AdministrativeLevel.County, QuotaType.Administrative, FundingForm.Full, 5, 15, 5, 15),
        ],
        Duties.Lines,
        Day);

    /// <summary>A city department with four internal organs, and a street with its six and three.</summary>
    public static OrganFacts Organs { get; } = new(
        [
            new("cz", "楚江市财政局", OrganType.GovernmentDepartment, AdministrativeLevel.City),
            new("s1", "一街", OrganType.Street, AdministrativeLevel.County),
            .. new[] { "党群服务中心", "综合执法中心", "社区网格管理综合服务中心" }.Select((name, at) => new Organ($"s1-{at}", $"一街{name}", OrganType.Institution, AdministrativeLevel.County, ParentId: "s1")),
        ],
        [.. Departments("cz")],
        [.. Departments("cz"), .. new[] { "党政办公室", "基层党建办公室", "公共管理办公室", "公共服务办公室", "平安建设办公室", "经济发展与涉农办公室" }.Select((name, at) => new InternalOrgan($"s1-n{at}", "s1", name, at == 0 ? InternalOrganKind.General : InternalOrganKind.Business, 3))])
    {
        Changes = [new("s1", OrganChangeKind.Rename, "楚编发〔2020〕21号", "楚人备〔2020〕1号")],
        InternalChanges = [new("s1", "党政办公室", OrganChangeKind.SetUp, "楚编办〔2020〕3号")],
    };

    public static PostFacts Posts { get; } = new(
        [
            new("楚江市财政局", AdministrativeLevel.City, PostTier.DepartmentChief, 20, 1, 1, 1),
            new("楚江市财政局", AdministrativeLevel.City, PostTier.DepartmentDeputy, 20, 3, 2, 1, 1),
            new("楚江市财政局", AdministrativeLevel.City, PostTier.InternalChief, 6, 1, 1, 1, 0, "预算科"),
            new("楚江市财政局", AdministrativeLevel.City, PostTier.InternalDeputy, 6, 2, 1, 1, 0, "预算科"),
        ]);

    private static IEnumerable<InternalOrgan> Departments(string organ) =>
    [
        new($"{organ}-1", organ, "办公室", InternalOrganKind.General, 5, "办公室"),
        new($"{organ}-2", organ, "预算科", InternalOrganKind.Business, 4),
        new($"{organ}-3", organ, "国库科", InternalOrganKind.Business, 4),
        new($"{organ}-4", organ, "综合规划科", InternalOrganKind.Business, 4) { DutyIds = ["residual"] },
    ];
}

internal static class Edits
{
    /// <summary>The list with the item at a place changed.</summary>
    public static IReadOnlyList<T> With<T>(this IReadOnlyList<T> list, int at, Func<T, T> change) => [.. list.Select((item, index) => index == at ? change(item) : item)];
}
