using Orchestrator.Contracts.People;
using Orchestrator.Contracts.Terms;
using Orchestrator.Runtime.Rules;
using Orchestrator.Submission.Rosters;

namespace Orchestrator.Specs.Submission.Rosters;

/// <summary>A clean row and the campaign of autumn 2020, for specs that change one thing.</summary>
internal static class Given
{
    public static readonly PersonKeySecret Secret = new([.. Enumerable.Range(0, 32).Select(at => (byte)at)]);

    public static readonly RosterParameters Campaign = new(new DateOnly(2020, 10, 29)) { AllowSynthetic = true };

    public static readonly KnownElsewhere Nobody = new("chenghu", []);

    public static RosterRow Clean { get; } = Row(0, DemoPeople.Quota[0]);

    public static RosterRow Row(int at, DemoPerson person) => new()
    {
        Number = $"{at + 1}",
        Name = person.Name,
        Gender = person.Gender,
        IdentityNumber = person.Number,
        Birth = $"{person.Birth:yyyy-MM-dd}",
        Ethnicity = "汉族",
        PoliticalStatus = "群众",
        StartedWorkOn = $"{person.Birth.AddYears(22):yyyy-MM-dd}",
        FromUnit = "澄湖区财政所",
        FromDivision = "综合股",
        Post = "科员",
        PostSince = $"{person.Birth.AddYears(22):yyyy-MM}",
        QuotaType = "全额拨款事业编制",
        FundingForm = "全额拨款",
        Identity = "事业管理人员",
        Category = "综合执法人员",
        ToUnit = "一街街道办事处",
        ToDivision = "综合执法中心",
        DutyTransfer = "Z01",
        QuotaLine = "L01",
        Manner = "随职能整体划转",
        PartyOpinion = "同意",
    };

    public static IReadOnlyList<Finding> Check(params RosterRow[] rows) => Check(Campaign, rows);

    public static IReadOnlyList<Finding> Check(RosterParameters parameters, params RosterRow[] rows) =>
        RosterCheck.Check(rows, parameters, Nobody, Secret);

    public static IReadOnlyList<Finding> Check(KnownElsewhere elsewhere, params RosterRow[] rows) =>
        RosterCheck.Check(rows, Campaign, elsewhere, Secret);

    public static PersonKey Key(string number)
    {
        _ = IdentityNumber.TryParse(number, out var read);
        return PersonKey.Of(read!, Secret);
    }

    /// <summary>Ids in order, with the severity's first letter: what a defect is expected to give.</summary>
    public static string[] Ids(this IEnumerable<Finding> found) =>
        [.. found.Select(finding => $"{finding.Rule} {finding.Severity.ToString()[0]}").Order(StringComparer.Ordinal)];
}
