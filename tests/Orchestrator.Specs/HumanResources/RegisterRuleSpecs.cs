using Orchestrator.Contracts.Terms;
using Orchestrator.HumanResources.Comparison;
using Orchestrator.HumanResources.Terms;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.HumanResources;

public sealed class RegisterRuleSpecs
{
    [Fact]
    public void Registered_in_another_unit_is_not_registered_here()
    {
        var scenario = Scenario.Clean with { Registered = Scenario.Clean.Registered! with { Unit = Scenario.Organ } };
        var finding = scenario.Check().ShouldHaveSingleItem();
        finding.Rule.ShouldBe("P-10");
        finding.Message.ShouldBe("第1行：实名制台账中此人的编制在澄湖区综合行政执法局，不在澄湖区财政所。");
    }

    [Fact]
    public void Hired_people_need_not_be_registered() => Scenario.CleanHired.Ids().ShouldBeEmpty();

    [Fact]
    public void Another_kind_of_quota_than_the_register_s_blocks()
    {
        var registered = Scenario.Clean.Registered! with { Standing = Scenario.Manager with { Quota = QuotaType.PartlyFunded } };
        var finding = (Scenario.Clean with { Registered = registered }).Check().ShouldHaveSingleItem();
        (finding.Rule, finding.Path).ShouldBe(("P-11", "rows[0].quotaType"));
        finding.Message.ShouldBe("第1行：编制类型填“全额拨款事业编制”，实名制台账为“差额补贴事业编制”。");
    }

    [Fact]
    public void Each_date_that_differs_from_the_file_is_pointed_out()
    {
        var clean = Scenario.Clean;
        var registered = clean.Registered!;
        (clean with { Registered = registered with { BirthDate = registered.BirthDate.AddDays(1) } }).Ids().ShouldBe(["P-24 W"]);
        (clean with { Registered = registered with { StartedWorkOn = registered.StartedWorkOn.AddDays(-1) } }).Ids().ShouldBe(["P-24 W"]);
        var member = clean.With(row => row with { JoinedPartyOn = new DateOnly(2010, 7, 1) });
        (member with { Registered = registered with { JoinedPartyOn = new DateOnly(2010, 7, 1) } }).Ids().ShouldBeEmpty();
        (member with { Registered = registered with { JoinedPartyOn = new DateOnly(2011, 7, 1) } }).Ids().ShouldBe(["P-24 W"]);
        (clean with { Registered = registered with { BirthDate = registered.BirthDate.AddDays(1), StartedWorkOn = registered.StartedWorkOn.AddDays(1) } })
            .Check().Select(finding => finding.Path).ShouldBe(["rows[0].birth", "rows[0].startedWorkOn"]);
    }

    [Fact]
    public void A_date_that_one_side_does_not_know_is_not_compared()
    {
        var registered = Scenario.Clean.Registered! with { JoinedPartyOn = new DateOnly(2010, 7, 1) };
        (Scenario.Clean with { Registered = registered }).Ids().ShouldBeEmpty();
        Scenario.Clean.With(row => row with { JoinedPartyOn = new DateOnly(2010, 7, 1) }).Ids().ShouldBeEmpty();
    }

    [Fact]
    public void One_missing_list_warns_and_both_block()
    {
        Compared(lists => lists with { Payroll = [] }).ShouldBe(["P-25 W"]);
        Compared(lists => lists with { Insurance = [] }).ShouldBe(["P-25 W"]);
        Compared(lists => lists with { Insurance = [], Payroll = [] }).ShouldBe(["P-25 B"]);
        Compared(lists => lists).ShouldBeEmpty();
    }

    [Fact]
    public void A_grave_class_of_the_comparison_blocks() =>
        Compared(lists => lists with { Insurance = [lists.Insurance[0] with { Unit = Scenario.Organ }] }).ShouldBe(["P-25 B"]);

    [Fact]
    public void The_comparison_does_not_speak_of_hired_people()
    {
        var person = new ListedPerson(Scenario.CleanHired.Row.Person, "沈余珍", Scenario.Finance);
        var scenario = Scenario.CleanHired with { Lists = new ComparisonLists([], [], [person], []) };
        scenario.Around().Comparison.Find(person.Person)!.Has(ComparisonClass.M2).ShouldBeTrue();
        scenario.Ids().ShouldBeEmpty();
    }

    private static string[] Compared(Func<ComparisonLists, ComparisonLists> edit) =>
        (Scenario.Clean with { Lists = edit(Scenario.Agreeing([Scenario.Clean.Registered!])) }).Ids();
}
