using Orchestrator.Contracts.People;
using Orchestrator.HumanResources.Rules;
using Orchestrator.HumanResources.Terms;
using Orchestrator.Specs.Submission.Rosters;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.HumanResources;

public sealed class ConductRuleSpecs
{
    [Theory]
    [InlineData(SpecialCircumstance.Seconded, "P-17 W")]
    [InlineData(SpecialCircumstance.TemporaryPosting, "P-17 W")]
    [InlineData(SpecialCircumstance.SickLeave, "P-17 W")]
    [InlineData(SpecialCircumstance.Nursing, "P-17 W")]
    [InlineData(SpecialCircumstance.Probation, "P-17 W")]
    [InlineData(SpecialCircumstance.ServicePeriod, "P-17 W")]
    [InlineData(SpecialCircumstance.ContractPeriod, "P-17 W")]
    [InlineData(SpecialCircumstance.UnderInvestigation, "P-18 B")]
    [InlineData(SpecialCircumstance.UnderSanction, "P-18 B")]
    public void A_special_circumstance_needs_a_note_and_a_case_a_confirmation(SpecialCircumstance special, string rule)
    {
        var scenario = Scenario.Clean.With(row => row with { Special = [special] });
        scenario.Ids().ShouldBe([rule]);
        scenario.With(row => row with { Approvals = new RowApprovals(DisciplineCleared: "楚组函〔2020〕9号", Noted: true) }).Ids().ShouldBeEmpty();
    }

    [Fact]
    public void A_note_does_not_lift_a_hold_nor_a_confirmation_replace_the_note()
    {
        var both = Scenario.Clean.With(row => row with { Special = [SpecialCircumstance.Seconded, SpecialCircumstance.UnderSanction] });
        both.Ids().ShouldBe(["P-17 W", "P-18 B"]);
        both.With(row => row with { Approvals = new RowApprovals(Noted: true) }).Ids().ShouldBe(["P-18 B"]);
        both.With(row => row with { Approvals = new RowApprovals(DisciplineCleared: "楚组函〔2020〕9号") }).Ids().ShouldBe(["P-17 W"]);
        both.With(row => row with { Approvals = new RowApprovals(DisciplineCleared: " ") }).Ids().ShouldBe(["P-17 W", "P-18 B"]);
    }

    [Fact]
    public void Nobody_comes_under_the_command_of_kin()
    {
        var relative = Given.Key(DemoPeople.Quota[7].Number);
        var related = Scenario.Clean.With(row => row with { Kin = [new Kinship(relative, "夫妻")] });
        related.Ids().ShouldBeEmpty();
        Commanded(related, "f", relative).Ids().ShouldBeEmpty();
        Commanded(related, "s", Given.Key(DemoPeople.Quota[8].Number)).Ids().ShouldBeEmpty();
        Commanded(Scenario.Clean, "s", relative).Ids().ShouldBeEmpty();
        var finding = Commanded(related, "s", relative).Check().ShouldHaveSingleItem();
        finding.Message.ShouldBe("第1行：与一街街道办事处领导关系中的人员为夫妻，须任职回避。");
        finding.Rule.ShouldBe("P-19");
    }

    /// <summary>Before and after as tier, rank and grade; blank is none.</summary>
    [Theory]
    [InlineData("乡科级副职", "三级主任科员", "乡科级副职", "三级主任科员", false)]
    [InlineData("乡科级副职", "三级主任科员", "乡科级正职", "三级主任科员", true)]
    [InlineData("乡科级正职", "", "乡科级副职", "", false)]
    [InlineData("", "一级科员", "乡科级副职", "一级科员", true)]
    [InlineData("乡科级副职", "三级主任科员", "", "二级主任科员", true)]
    [InlineData("乡科级副职", "三级主任科员", "", "四级主任科员", false)]
    [InlineData("乡科级副职", "", "", "四级主任科员", false)]
    [InlineData("", "", "", "二级科员", true)]
    [InlineData("", "一级主任科员", "", "四级调研员", true)]
    [InlineData("", "管理九级", "", "管理八级", true)]
    [InlineData("", "管理九级", "", "管理九级", false)]
    [InlineData("", "管理九级", "", "管理十级", false)]
    [InlineData("", "专业技术十级", "", "管理七级", false)]
    [InlineData("", "普通工", "", "工勤技能五级", true)]
    public void A_transfer_is_no_promotion(string tier, string rank, string tierAfter, string rankAfter, bool fires)
    {
        var standing = rank.EndsWith('员') || tier.Length > 0 ? Scenario.CivilServant : Scenario.Manager;
        var scenario = Scenario.Clean.Standing(standing with { Position = Read(tier, rank) }).With(row => row with { PositionAfter = Read(tierAfter, rankAfter) });
        scenario.Ids().ShouldBe(fires ? ["P-20 B"] : []);
    }

    [Fact]
    public void Where_nothing_is_proposed_nothing_is_compared() =>
        Scenario.Clean.With(row => row with { PositionAfter = null }).Ids().ShouldBeEmpty();

    [Fact]
    public void Hired_people_bring_a_contract_plan()
    {
        Contract(null, handover: false).ShouldBe(["P-22 W"]);
        Contract(null, handover: true).ShouldBe(["P-22 B"]);
        Contract(new ContractPlan(IsChanged: true, HasConsent: false), handover: true).ShouldBe(["P-22 B"]);
        Contract(new ContractPlan(IsChanged: true, HasConsent: false), handover: false).ShouldBe(["P-22 W"]);
        Contract(new ContractPlan(IsChanged: true, HasConsent: true), handover: true).ShouldBeEmpty();
        Contract(new ContractPlan(IsChanged: false, HasConsent: false), handover: true).ShouldBeEmpty();
    }

    [Fact]
    public void People_in_a_quota_need_no_contract_plan() =>
        (Scenario.Clean with { Parameters = Scenario.Clean.Parameters with { IsHandover = true } }).Ids().ShouldBeEmpty();

    private static string[] Contract(ContractPlan? plan, bool handover)
    {
        var scenario = Scenario.CleanHired.With(row => row with { Contract = plan });
        return (scenario with { Parameters = scenario.Parameters with { IsHandover = handover } }).Ids();
    }

    private static Scenario Commanded(Scenario scenario, string unit, PersonKey leader) => scenario with
    {
        Command = new Dictionary<string, IReadOnlySet<PersonKey>> { [unit] = new HashSet<PersonKey> { leader } },
    };

    private static Position Read(string tier, string rank) => Position.Read(tier, rank, "", "", []).ShouldNotBeNull();
}
