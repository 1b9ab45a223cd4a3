using Orchestrator.Organization.Duties;
using Orchestrator.Organization.Freeze;
using Orchestrator.Organization.Ledger;
using Orchestrator.Organization.Organs;
using Orchestrator.Organization.Posts;
using Orchestrator.Runtime.Rules;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Organization;

/// <summary>Clean facts and one edit: of the whole family only the expected rule speaks (domain/08 §8.8).</summary>
public sealed class InjectedDefectSpecs
{
    [Fact]
    public void Clean_facts_have_no_findings()
    {
        DutyRules.Check(Clean.Duties, DutyParameters.Default).ShouldBeEmpty();
        QuotaRules.Check(Clean.Quotas, QuotaParameters.Default).ShouldBeEmpty();
        OrganRules.Check(Clean.Organs, OrganParameters.Default).ShouldBeEmpty();
        PostRules.Check(Clean.Posts, PostParameters.Default).ShouldBeEmpty();
    }

    [Fact]
    public void E12_eleven_more_people_on_a_line_of_ten() =>
        Only(Duty(facts => facts with { Roster = [.. facts.Roster, .. Enumerable.Range(11, 11).Select(Clean.Row)] }), "D-02").Message.ShouldContain("名册21人，超出11人");

    [Fact]
    public void E13_a_line_without_its_duty() =>
        Only(Duty(facts => facts with { Lines = facts.Lines.With(0, line => line with { DutyTransferId = null }) }), "D-01");

    [Fact]
    public void E14_one_quota_in_that_nobody_gave()
    {
        var finding = Only(Quota(facts => facts with { Positions = facts.Positions.With(1, position => position with { After = 16 }) }), "Q-01");

        finding.Message.ShouldContain("应为17名，实为18名");
    }

    [Fact]
    public void E15_somebody_enters_a_frozen_organ() =>
        Only(
            Quota(facts => facts with
            {
                Freezes = [new FreezeRecord("f", ["st"], Clean.Day.AddDays(-30), "区委", "楚编发〔2020〕3号")],
                Attempts = [new FreezeAttempt("st", Clean.Ecology.Name, FreezeEvent.Enter, Clean.Day)],
            }),
            "Q-10");

    [Fact]
    public void E21_a_street_with_seven_internal_organs() =>
        Only(Organ(facts => facts with { After = [.. facts.After, new("s1-n7", "s1", "人民武装办公室", InternalOrganKind.Business, 3)] }), "I-02").Message.ShouldContain("内设机构7个");

    [Fact]
    public void E22_an_internal_organ_of_three_in_a_city_department() =>
        Only(Organ(facts => facts with { After = facts.After.With(1, one => one with { Quota = 3 }) }), "I-01").Message.ShouldContain("楚江市财政局预算科编制3名");

    [Fact]
    public void E23_two_leads_for_one_duty() =>
        Only(Duty(facts => facts with { Duties = facts.Duties.With(0, duty => duty with { Parts = [.. duty.Parts.Select(part => part with { IsLead = true })] }) }), "D-04");

    [Fact]
    public void A_leader_too_many() =>
        Only(PostRules.Check(new PostFacts(Clean.Posts.Positions.With(3, position => position with { Actual = 2 })), PostParameters.Default), "L-04");

    private static IReadOnlyList<Finding> Duty(Func<DutyFacts, DutyFacts> edit) => DutyRules.Check(edit(Clean.Duties), DutyParameters.Default);

    private static IReadOnlyList<Finding> Quota(Func<QuotaFacts, QuotaFacts> edit) => QuotaRules.Check(edit(Clean.Quotas), QuotaParameters.Default);

    private static IReadOnlyList<Finding> Organ(Func<OrganFacts, OrganFacts> edit) => OrganRules.Check(edit(Clean.Organs), OrganParameters.Default);

    private static Finding Only(IReadOnlyList<Finding> found, string rule)
    {
        var finding = found.ShouldHaveSingleItem();
        (finding.Rule, finding.Severity).ShouldBe((rule, Severity.Block));
        return finding;
    }
}
