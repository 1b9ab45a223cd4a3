using Orchestrator.Contracts.People;
using Orchestrator.Contracts.Terms;
using Orchestrator.HumanResources.Rules;
using Orchestrator.HumanResources.Terms;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.HumanResources;

/// <summary>The injected defects of the demonstration that the register shows: exactly the rules named fire, no other.</summary>
public sealed class PersonnelDefectSpecs
{
    [Fact]
    public void The_clean_rows_have_no_finding()
    {
        Scenario.Clean.Ids().ShouldBeEmpty();
        Scenario.CleanHired.Ids().ShouldBeEmpty();
        Scenario.Clean.Standing(Scenario.CivilServant).Ids().ShouldBeEmpty();
    }

    [Fact]
    public void E09_not_in_the_register() => (Scenario.Clean with { Registered = null }).Ids().ShouldBe(["P-10 B"]);

    [Fact]
    public void E10_institution_staff_marked_as_administrative_quota() =>
        Scenario.Clean.With(row => row with { Standing = row.Standing with { Quota = QuotaType.Administrative } }).Ids().ShouldBe(["P-11 B", "P-12 B"]);

    [Fact]
    public void E11_institution_staff_to_an_organ_without_such_quotas() =>
        Scenario.Clean.With(row => row with { To = Scenario.Organ }).Ids().ShouldBe(["P-13 B"]);

    [Fact]
    public void E16_man_past_sixty() => Scenario.Clean.Born(new DateOnly(1960, 6, 15), Gender.Male).Ids().ShouldBe(["P-15 B"]);

    [Fact]
    public void E17_man_who_turns_sixty_in_five_months() =>
        Scenario.Clean.Born(new DateOnly(1961, 3, 15), Gender.Male).Ids().ShouldBe(["P-16 W"]);

    [Fact]
    public void E18_woman_cadre_past_fifty_five() => Scenario.Clean.Born(new DateOnly(1965, 9, 5), Gender.Female).Ids().ShouldBe(["P-15 B"]);

    [Fact]
    public void E19_hired_person_in_the_quota_list() =>
        Scenario.Clean.With(row => row with
        {
            Standing = row.Standing with { Identity = PersonnelIdentity.Hired, Quota = QuotaType.Administrative },
            Contract = new ContractPlan(false, false),
        }).Ids().ShouldBe(["P-12 B", "P-21 B"]);

    [Fact]
    public void E31_neither_paid_nor_insured()
    {
        var lists = Scenario.Agreeing([Scenario.Clean.Registered!]);
        var found = (Scenario.Clean with { Lists = lists with { Payroll = [], Insurance = [] } }).Check().ShouldHaveSingleItem();
        (found.Rule, found.Severity).ShouldBe(("P-25", Orchestrator.Runtime.Rules.Severity.Block));
        found.Message.ShouldContain("M1");
        found.Message.ShouldContain("M3");
    }
}
