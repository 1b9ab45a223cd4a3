using Orchestrator.Organization.Organs;
using Orchestrator.Runtime.Rules;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Organization;

public sealed class OrganRuleSpecs
{
    [Theory]
    [InlineData(AdministrativeLevel.City, 3, true)]
    [InlineData(AdministrativeLevel.City, 4, false)]
    [InlineData(AdministrativeLevel.County, 1, false)]
    [InlineData(AdministrativeLevel.Province, 1, false)]
    public void I01_an_internal_organ_of_a_city_department_has_four_people(AdministrativeLevel level, int quota, bool fires) =>
        Fires(OrganRules.LeastQuota(new([Department(level)], [], [Inside(quota: quota)]), OrganParameters.Default), fires ? 1 : 0, "I-01", Severity.Block);

    [Fact]
    public void I01_goes_by_the_campaign_and_never_asks_streets()
    {
        var parameters = new OrganParameters { LeastQuota = new Dictionary<AdministrativeLevel, int> { [AdministrativeLevel.County] = 5 } };
        var county = Department(AdministrativeLevel.County);

        Fires(OrganRules.LeastQuota(new([county], [], [Inside(quota: 4)]), parameters), 1, "I-01", Severity.Block);
        OrganRules.LeastQuota(new([county with { Type = OrganType.Street }], [], [Inside(quota: 4)]), parameters).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(3, 3, false)]
    [InlineData(3, 2, false)]
    [InlineData(3, 4, true)]
    public void I02_internal_organs_do_not_become_more(int before, int after, bool fires) =>
        Fires(OrganCounts.NotMore(new([Department(AdministrativeLevel.City)], Many(before), Many(after))), fires ? 1 : 0, "I-02", Severity.Block);

    [Fact]
    public void I02_a_new_department_may_have_what_another_of_its_level_gave_up()
    {
        var other = Department(AdministrativeLevel.City) with { Id = "yb" };

        OrganCounts.NotMore(new([Department(AdministrativeLevel.City), other], Many(3), [.. Many(2), Inside() with { OrganId = "yb" }])).ShouldBeEmpty();
        Fires(OrganCounts.NotMore(new([Department(AdministrativeLevel.City), other with { Level = AdministrativeLevel.County }], Many(3), [.. Many(2), Inside() with { OrganId = "yb" }])), 1, "I-02", Severity.Block);
    }

    [Theory]
    [InlineData(6, 3, false)]
    [InlineData(5, 3, true)]
    [InlineData(7, 3, true)]
    [InlineData(6, 2, true)]
    [InlineData(6, 4, true)]
    public void I02_a_street_has_six_internal_organs_and_three_institutions(int organs, int institutions, bool fires)
    {
        var street = new Organ("cz", "一街", OrganType.Street, AdministrativeLevel.County);
        var children = Enumerable.Range(0, institutions).Select(at => new Organ($"x{at}", "中心", OrganType.Institution, AdministrativeLevel.County, ParentId: "cz"));

        Fires(OrganCounts.Streets(new([street, .. children], [], Many(organs)), OrganParameters.Default), fires ? 1 : 0, "I-02", Severity.Block);
    }

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(3, 10, false)]
    [InlineData(2, 7, false)]
    [InlineData(2, 6, true)]
    [InlineData(4, 10, true)]
    public void I03_general_internal_organs_are_thirty_percent_at_most_and_one_is_always_allowed(int general, int all, bool fires)
    {
        var list = Many(all).Select((one, at) => one with { Kind = at < general ? InternalOrganKind.General : InternalOrganKind.Business }).ToList();

        Fires(OrganCounts.GeneralShare(new([Department(AdministrativeLevel.City)], [], list), OrganParameters.Default), fires ? 1 : 0, "I-03", Severity.Warn);
    }

    [Theory]
    [InlineData(OrganChangeKind.Merge, "人事", true)]
    [InlineData(OrganChangeKind.Merge, "财务", false)]
    [InlineData(OrganChangeKind.Rename, "人事", false)]
    public void I03_a_merged_organ_has_each_general_function_once(OrganChangeKind kind, string second, bool fires)
    {
        InternalOrgan[] list = [Inside() with { Kind = InternalOrganKind.General, Function = "人事" }, Inside() with { Kind = InternalOrganKind.General, Function = second }];

        Fires(OrganCounts.MergedHaveOneSet(new([Department(AdministrativeLevel.City)], [], list) { Changes = [new("cz", kind)] }), fires ? 1 : 0, "I-03", Severity.Warn);
    }

    [Theory]
    [InlineData(OrganChangeKind.Split, "residual", null, true)]
    [InlineData(OrganChangeKind.Split, "residual", "other", false)]
    [InlineData(OrganChangeKind.Split, "other", null, false)]
    [InlineData(OrganChangeKind.Merge, "residual", null, false)]
    public void I04_planning_that_stayed_behind_has_no_internal_organ_of_its_own(OrganChangeKind kind, string first, string? second, bool fires)
    {
        var one = Inside() with { DutyIds = [.. new[] { first, second }.OfType<string>()] };
        var facts = new OrganFacts([Department(AdministrativeLevel.City)], [], [one]) { Changes = [new("cz", kind)], ResidualDuties = new HashSet<string> { "residual" } };

        Fires(OrganRules.NoOrganForResidue(facts), fires ? 1 : 0, "I-04", Severity.Warn);
    }

    [Theory]
    [InlineData(37, false)]
    [InlineData(38, true)]
    public void I05_agencies_stay_within_their_cap(int count, bool fires)
    {
        var parameters = new OrganParameters { AgencyCaps = new Dictionary<AdministrativeLevel, int> { [AdministrativeLevel.County] = 37 } };
        var department = Department(AdministrativeLevel.County);
        Organ[] organs =
        [
            .. Enumerable.Range(0, count).Select(at => department with { Id = $"{at}", Type = at % 2 == 0 ? OrganType.PartyOrgan : OrganType.GovernmentDepartment }),
            department with { Id = "gone", Status = OrganStatus.Abolished },
            department with { Id = "city", Level = AdministrativeLevel.City },
            department with { Id = "street", Type = OrganType.Street },
        ];

        Fires(OrganCounts.WithinCap(new(organs, [], []), parameters), fires ? 1 : 0, "I-05", Severity.Block);
        OrganCounts.WithinCap(new(organs, [], []), OrganParameters.Default).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(OrganType.GovernmentDepartment, "楚编发〔2020〕21号", "楚人备〔2020〕1号", null)]
    [InlineData(OrganType.GovernmentDepartment, "楚编发〔2020〕21号", null, "设立缺少人大常委会备案号")]
    [InlineData(OrganType.GovernmentDepartment, null, "楚人备〔2020〕1号", "设立缺少批准文号")]
    [InlineData(OrganType.Street, null, " ", "设立缺少批准文号和人大常委会备案号")]
    [InlineData(OrganType.PartyOrgan, "楚编发〔2020〕21号", null, null)]
    [InlineData(OrganType.Institution, null, null, "设立缺少批准文号，")]
    public void I06_a_change_of_an_organ_is_approved_and_filed(OrganType type, string? approval, string? filing, string? missing)
    {
        var facts = new OrganFacts([Department(AdministrativeLevel.County) with { Type = type }], [], []) { Changes = [new("cz", OrganChangeKind.SetUp, approval, filing)] };

        var found = OrganRules.ChangesApproved(facts).ToList();

        Fires(found, missing is null ? 0 : 1, "I-06", Severity.Block);
        found.ShouldAllBe(finding => finding.Message.Contains(missing!));
    }

    [Theory]
    [InlineData("楚编办〔2020〕3号", false)]
    [InlineData("", true)]
    [InlineData(null, true)]
    public void I07_a_change_of_an_internal_organ_has_an_approval_number(string? approval, bool fires) =>
        Fires(OrganRules.InternalChangesApproved(Clean.Organs with { InternalChanges = [new("cz", "预算科", OrganChangeKind.Rename, approval)] }), fires ? 1 : 0, "I-07", Severity.Block);

    private static Organ Department(AdministrativeLevel level) => new("cz", "财政局", OrganType.GovernmentDepartment, level);

    private static InternalOrgan Inside(int quota = 5) => new("n", "cz", "预算科", InternalOrganKind.Business, quota);

    private static InternalOrgan[] Many(int count) => [.. Enumerable.Range(0, count).Select(at => Inside() with { Id = $"n{at}" })];

    private static void Fires(IEnumerable<Finding> found, int times, string rule, Severity severity) =>
        found.Select(finding => (finding.Rule, finding.Severity)).ShouldBe(Enumerable.Repeat((rule, severity), times));
}
