using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Duties;
using Orchestrator.Organization.Ledger;
using Orchestrator.Organization.Organs;
using Orchestrator.Runtime.Rules;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Organization;

public sealed class DutyRuleSpecs
{
    [Theory]
    [InlineData("Z1", "fg", "st", false)]
    [InlineData(null, "fg", "st", true)]
    [InlineData("Z2", "fg", "st", true)]
    [InlineData("Z1", "sj", "st", true)]
    [InlineData("Z1", "fg", "sj", true)]
    public void D01_a_line_that_follows_a_duty_has_the_sides_of_the_duty(string? duty, string from, string to, bool fires) =>
        Fires(DutyChainRules.QuotaFollowsDuty(Line(line => line with { DutyTransferId = duty, From = line.From! with { OrganId = from }, To = line.To! with { OrganId = to } })), fires ? 1 : 0, "D-01");

    [Fact]
    public void D01_says_nothing_of_other_reasons() =>
        DutyChainRules.QuotaFollowsDuty(Line(line => line with { Reason = QuotaReason.Adjustment, DutyTransferId = null })).ShouldBeEmpty();

    [Theory]
    [InlineData(10, false)]
    [InlineData(11, true)]
    [InlineData(0, false)]
    public void D02_a_line_has_no_more_rows_than_quotas(int rows, bool fires) =>
        Fires(DutyChainRules.PeopleFollowQuota(Clean.Duties with { Roster = [.. Enumerable.Range(1, rows).Select(Clean.Row)] }), fires ? 1 : 0, "D-02");

    [Fact]
    public void D02_a_row_has_a_line_with_its_organs_and_kind()
    {
        RosterRow[] wrong =
        [
            Clean.Row(1) with { LineId = null },
            Clean.Row(2) with { FromOrganId = "sj" },
            Clean.Row(3) with { ToOrganId = "sj" },
            Clean.Row(4) with { Type = QuotaType.Enforcement },
            Clean.Row(5),
        ];

        var found = DutyChainRules.PeopleFollowQuota(Clean.Duties with { Roster = wrong }).ToList();

        found.Select(finding => finding.Path).ShouldBe(["roster[0].lineId", "roster[1].lineId", "roster[2].lineId", "roster[3].lineId"]);
    }

    [Theory]
    [InlineData(QuotaReason.Issue, null, true)]
    [InlineData(QuotaReason.Adjustment, " ", true)]
    [InlineData(QuotaReason.Downsizing, null, true)]
    [InlineData(QuotaReason.StationMerger, null, true)]
    [InlineData(QuotaReason.Merger, null, true)]
    [InlineData(QuotaReason.Issue, "楚编发〔2020〕21号", false)]
    [InlineData(QuotaReason.DutyTransfer, null, false)]
    public void D03_what_does_not_follow_a_duty_has_a_document(QuotaReason reason, string? document, bool fires) =>
        Fires(DutyChainRules.ExceptionsHaveDocuments(Line(line => line with { Reason = reason, DocNo = document })), fires ? 1 : 0, "D-03");

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void D04_a_duty_has_one_lead(int leads, bool fires) =>
        Fires(DutyWordingRules.OneLead(First(duty => duty with { Parts = [.. duty.Parts.Select((part, at) => part with { IsLead = at < leads })] })), fires ? 1 : 0, "D-04");

    [Theory]
    [InlineData("负责应对气候变化和减排工作", 1, null)]
    [InlineData(" 负责 应对气候变化，和减排工作。", 2, null)]
    [InlineData("配合应对气候变化和减排工作。", 1, Severity.Warn)]
    [InlineData("配合应对气候变化和减排工作。", 2, Severity.Block)]
    [InlineData("配合应对气候变化和减排工作。", 3, Severity.Block)]
    public void D05_units_that_share_a_duty_word_it_alike(string wording, int round, Severity? severity)
    {
        var facts = First(duty => duty with { Parts = duty.Parts.With(1, part => part with { Wording = wording }) }) with { Round = round };

        var found = DutyWordingRules.SameWording(facts, DutyParameters.Default).ToList();

        found.Select(finding => (finding.Rule, finding.Severity)).ShouldBe(severity is { } expected ? [("D-05", expected)] : []);
    }

    [Theory]
    [InlineData(false, Severity.Warn)]
    [InlineData(true, Severity.Block)]
    public void D06_a_duty_without_a_fate_or_with_two_blocks_at_the_meeting(bool atMeeting, Severity severity)
    {
        var none = Clean.Duties with { Destinies = [.. Clean.Duties.Destinies.Skip(1)], IsAtMeeting = atMeeting };
        var two = Clean.Duties with { Destinies = [.. Clean.Duties.Destinies, new("o2", DutyFate.Cancel)], IsAtMeeting = atMeeting };

        DutyCoverageRules.NothingLost(none).ShouldHaveSingleItem().ShouldSatisfyAllConditions(finding => finding.Severity.ShouldBe(severity), finding => finding.Path.ShouldBe("inventory.o1"));
        DutyCoverageRules.NothingLost(two).ShouldHaveSingleItem().Path.ShouldBe("inventory.o2");
    }

    [Theory]
    [InlineData(DutyFate.Transfer, null, null, true)]
    [InlineData(DutyFate.Delegate, null, null, true)]
    [InlineData(DutyFate.Delegate, "s1", null, false)]
    [InlineData(DutyFate.Merge, null, null, true)]
    [InlineData(DutyFate.Merge, null, "o2", true)]
    [InlineData(DutyFate.Merge, null, "nowhere", true)]
    [InlineData(DutyFate.Merge, null, "o3", false)]
    [InlineData(DutyFate.Merge, null, "d2", false)]
    [InlineData(DutyFate.Cancel, null, null, false)]
    public void D06_a_fate_names_where_the_duty_goes(DutyFate fate, string? organ, string? into, bool fires) =>
        Fires(DutyCoverageRules.NothingLost(Clean.Duties with { Destinies = Clean.Duties.Destinies.With(1, _ => new("o2", fate, organ, into)), IsAtMeeting = true }), fires ? 1 : 0, "D-06");

    [Fact]
    public void D06_a_fate_of_a_duty_that_never_was_is_told() =>
        Fires(DutyCoverageRules.NothingLost(Clean.Duties with { Destinies = [.. Clean.Duties.Destinies, new("o9", DutyFate.Keep)], IsAtMeeting = true }), 1, "D-06");

    [Theory]
    [InlineData(0, null, true)]
    [InlineData(0, " ", true)]
    [InlineData(0, "本区无海域", false)]
    [InlineData(1, null, false)]
    public void D07_what_the_upper_level_requires_is_done_by_somebody(int organs, string? reason, bool fires) =>
        Fires(DutyCoverageRules.RequiredActionsMapped(Clean.Duties with { RequiredActions = [new("g", "海洋管理", [.. Enumerable.Repeat("st", organs)], reason)] }), fires ? 1 : 0, "D-07");

    [Theory]
    [InlineData(false, Severity.Warn)]
    [InlineData(true, Severity.Block)]
    public void D08_a_missing_clause_warns_or_blocks_as_the_campaign_says(bool blocks, Severity severity)
    {
        var facts = Clean.Duties with { Charters = Clean.Duties.Charters.With(0, charter => charter with { ClauseIds = ["environment", "party-leadership", "assigned-tasks", "more"] }) };

        var finding = DutyWordingRules.ClausesPresent(facts, new() { MissingClauseBlocks = blocks }).ShouldHaveSingleItem();

        (finding.Severity, finding.Message.Contains("安全生产", StringComparison.Ordinal)).ShouldBe((severity, true));
    }

    [Theory]
    [InlineData(PowerKind.Permit, false, true)]
    [InlineData(PowerKind.Permit, true, false)]
    [InlineData(PowerKind.Penalty, false, false)]
    public void D09_permits_need_a_desk(PowerKind power, bool desk, bool fires) =>
        Fires(
            DutyCoverageRules.PermitsHaveADesk(Clean.Duties with
            {
                Duties = Clean.Duties.Duties.With(1, duty => duty with { Power = power }),
                InternalOrgans = Clean.Duties.InternalOrgans.With(0, one => one with { IsPermitDesk = desk }),
            }),
            fires ? 1 : 0,
            "D-09");

    [Theory]
    [InlineData("zx", PowerKind.Inspection, true, false)]
    [InlineData("zx", PowerKind.Penalty, true, false)]
    [InlineData("zx", PowerKind.Permit, true, true)]
    [InlineData("zx", PowerKind.Penalty, false, true)]
    [InlineData("zx", null, false, false)]
    [InlineData("fg", PowerKind.Permit, false, false)]
    public void D10_an_institution_keeps_only_listed_inspections_and_penalties(string organ, PowerKind? power, bool listed, bool fires) =>
        Fires(
            DutyCoverageRules.InstitutionsHaveNoPowers(
                Clean.Duties with { Duties = [new("d", "节能监察", DutyKind.Power, [new(organ, true, "")], power)] },
                new() { RetainedInstitutions = listed ? new HashSet<string> { "zx" } : [] }),
            fires ? 1 : 0,
            "D-10");

    [Theory]
    [InlineData(10, 10, 0)]
    [InlineData(9, 10, 1)]
    [InlineData(11, 10, 1)]
    [InlineData(30, 30, 0)]
    [InlineData(29, 30, 1)]
    public void D11_a_duty_has_one_acting_unit_on_every_day(int oldUntil, int newFrom, int findings)
    {
        var day = Clean.Day;

        Fires(
            DutyCoverageRules.OneActingUnit(Clean.Duties with
            {
                Acting = [new("d1", "fg", day, day.AddDays(oldUntil)), new("d1", "st", day.AddDays(newFrom)), new("d2", "fg", day.AddDays(-1))],
            }),
            findings,
            "D-11");
    }

    [Fact]
    public void D11_a_duty_that_nobody_acts_on_is_told_once_and_not_outside_of_the_time_watched()
    {
        Fires(DutyCoverageRules.OneActingUnit(Clean.Duties with { Acting = [new("d2", "fg", Clean.Day)] }), 1, "D-11");
        DutyCoverageRules.OneActingUnit(Clean.Duties with { Acting = [], Watched = null }).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("各街道应当设立相应的生态环境机构。", true)]
    [InlineData("区县须配备专职人员不少于三名编制。", true)]
    [InlineData("上下对口设置内设机构。", true)]
    [InlineData("指导街道做好生态环境保护工作。", false)]
    [InlineData("街道应当及时报告污染事件。本局设置三个科室。", false)]
    public void D12_a_text_does_not_tell_lower_levels_what_to_set_up(string text, bool fires) =>
        Fires(DutyWordingRules.NoInterference(Clean.Duties with { Charters = [new("st", "澄湖区生态环境分局", [], text)] }, DutyParameters.Default), fires ? 1 : 0, "D-12");

    [Theory]
    [InlineData("规划编制前", "规划报批后", null)]
    [InlineData(null, "规划报批后", "缺少分界点。")]
    [InlineData("规划编制前", " ", "缺少衔接点。")]
    [InlineData(null, null, "缺少分界点和衔接点。")]
    public void D13_a_shared_duty_has_both_points(string? dividing, string? joining, string? missing)
    {
        var found = DutyWordingRules.SharedDutiesHavePoints(First(duty => duty with { DividingPoint = dividing, JoiningPoint = joining })).ToList();

        found.Select(finding => (finding.Rule, finding.Severity)).ShouldBe(missing is null ? [] : [("D-13", Severity.Warn)]);
        found.ShouldAllBe(finding => finding.Message.EndsWith(missing!));
    }

    [Fact]
    public void D13_says_nothing_of_a_duty_of_one_unit() =>
        DutyWordingRules.SharedDutiesHavePoints(First(duty => duty with { Parts = [duty.Parts[0]], DividingPoint = null })).ShouldBeEmpty();

    [Fact]
    public void Transfers_of_42_departments_are_backed_by_their_52_duties()
    {
        var parts = Enumerable.Range(0, 52).Select(at => 1946 / 52 + (at < 1946 % 52 ? 1 : 0)).ToArray();
        (QuotaSide From, QuotaSide To) Sides(int k)
        {
            var (from, to) = (((k - 1) % 42) + 1, (((5 * k) + 7) % 42) + 1);
            to = to == from ? (to % 42) + 1 : to;
            return (new($"B{from:00}", $"部门{from}", AdministrativeLevel.City), new($"B{to:00}", $"部门{to}", AdministrativeLevel.City));
        }

        var facts = new DutyFacts([])
        {
            Transfers = [.. Enumerable.Range(1, 52).Select(k => new DutyTransfer($"Z{k:00}", [$"Z{k:00}"], Sides(k).From.OrganId, Sides(k).To.OrganId, DutyAction.Whole, Clean.Day))],
            Lines = [.. Enumerable.Range(1, 52).Select(k => new QuotaLine($"q{k}", QuotaReason.DutyTransfer, QuotaType.Administrative, Sides(k).From, Sides(k).To, parts[k - 1], 0, $"Z{k:00}"))],
        };

        DutyRules.Check(facts, DutyParameters.Default).ShouldBeEmpty();
        (facts.Lines.Sum(line => line.Count), facts.Lines.Max(line => line.Count), facts.Lines.Count(line => line.Count == 38)).ShouldBe((1946, 38, 22));
        facts.Lines.SelectMany(line => new[] { line.From!.OrganId, line.To!.OrganId }).Distinct().Count().ShouldBe(42);
        facts.Lines.ShouldAllBe(line => line.From!.OrganId != line.To!.OrganId);
    }

    private static DutyFacts First(Func<Duty, Duty> edit) => Clean.Duties with { Duties = Clean.Duties.Duties.With(0, edit) };

    private static DutyFacts Line(Func<QuotaLine, QuotaLine> edit) => Clean.Duties with { Lines = Clean.Duties.Lines.With(0, edit) };

    private static void Fires(IEnumerable<Finding> found, int times, string rule) => found.Select(finding => finding.Rule).ShouldBe(Enumerable.Repeat(rule, times));
}
