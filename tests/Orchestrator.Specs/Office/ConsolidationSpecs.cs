using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Office;
using Orchestrator.Office.Reviews;
using Shouldly;
using Xunit;
using static Orchestrator.Specs.Office.ConflictSpecs;

namespace Orchestrator.Specs.Office;

public sealed class ConsolidationSpecs
{
    private static readonly Opinion First = Said("BB", "第三条", "补充程序");
    private static readonly Opinion Second = Said("ZZ", "第五条", "比例不低于30%");
    private static readonly Opinion Third = Said("ZF", "第五条", "比例不低于35%");

    [Fact]
    public void A_round_with_every_opinion_in_one_row_is_accepted() =>
        Consolidation.Check(Round(1, [First, Second]), "Done", [Row(Disposition.Adopt, First), Row(Disposition.Partial, Second)]).ShouldBeEmpty();

    [Fact]
    public void An_opinion_left_out_is_named() =>
        Consolidation.Check(Round(1, [First, Second]), "Done", [Row(Disposition.Adopt, First)])
            .ShouldHaveSingleItem().Message.ShouldBe("ZZ单位对“第五条”的意见没有归入任何一条。");

    [Fact]
    public void An_opinion_in_two_rows_is_refused_at_the_second_place() =>
        Consolidation.Check(Round(1, [First, Second]), "Done", [Row(Disposition.Adopt, First), Row(Disposition.Adopt, Second, First)])
            .ShouldHaveSingleItem().Path.ShouldBe("data.items[1].opinionIds[1]");

    [Fact]
    public void An_opinion_of_nobody_is_refused() =>
        Consolidation.Check(Round(1, [First]), "Done", [Row(Disposition.Adopt, First), new ConsolidatedItem(["o-x"], "第一条", null, null, null, Disposition.Adopt, null)])
            .ShouldHaveSingleItem().Path.ShouldBe("data.items[1].opinionIds[0]");

    [Fact]
    public void A_rejection_needs_a_reason()
    {
        Consolidation.Check(Round(1, [First]), "Done", [Row(Disposition.Reject, First)]).ShouldHaveSingleItem().Path.ShouldBe("data.items[0].dispositionReason");
        Consolidation.Check(Round(1, [First]), "Done", [Row(Disposition.Reject, First) with { DispositionReason = "与省文件不符" }]).ShouldBeEmpty();
    }

    [Fact]
    public void An_open_conflict_forces_coordination_of_its_rows()
    {
        var round = Round(1, [First, Second, Third]);

        var found = Consolidation.Check(round, "Done", [Row(Disposition.Adopt, First), Row(Disposition.Adopt, Second, Third)]);

        found.Select(finding => finding.Path).ShouldBe(["outcome", "data.items[1].disposition"]);
        Consolidation.Check(round, "Coordinate", [Row(Disposition.Adopt, First), Row(Disposition.Coordinate, Second, Third)]).ShouldBeEmpty();
    }

    [Fact]
    public void A_conflict_that_was_settled_no_longer_stands_in_the_way()
    {
        var round = Round(1, [First, Second, Third]) with { SettledOpinionIds = new HashSet<string> { Second.Id, Third.Id } };

        Consolidation.Check(round, "Done", [Row(Disposition.Adopt, First)]).ShouldBeEmpty();
        Consolidation.Check(round, "Done", [Row(Disposition.Adopt, First), Row(Disposition.Adopt, Second)]).ShouldHaveSingleItem().Rule.ShouldBe("2.4");
    }

    [Fact]
    public void Nothing_in_dispute_cannot_be_coordinated() =>
        Consolidation.Check(Round(1, [First]), "Coordinate", [Row(Disposition.Adopt, First)]).ShouldHaveSingleItem().Path.ShouldBe("data.items");

    [Theory]
    [InlineData(1, "Pass", false)]
    [InlineData(1, "Revise", false)]
    [InlineData(1, "Done", true)]
    [InlineData(2, "Done", false)]
    [InlineData(2, "Pass", true)]
    [InlineData(2, "Revise", true)]
    [InlineData(5, "Revise", false)]
    [InlineData(5, "Pass", true)]
    public void A_round_ends_only_in_the_ways_its_number_allows(int number, string outcome, bool allowed)
    {
        var suggestion = Said("BB", "第三条", "改错字", severity: OpinionSeverity.Suggest, category: OpinionCategory.Wording);

        var found = Consolidation.Check(Round(number, [suggestion]), outcome, [Row(Disposition.Adopt, suggestion)]);

        (found.Count == 0).ShouldBe(allowed, string.Join('\n', found));
        found.ShouldAllBe(finding => finding.Rule == "T-02");
    }

    [Theory]
    [InlineData(OpinionSeverity.Must, OpinionCategory.Substantive, Disposition.Adopt, false)]
    [InlineData(OpinionSeverity.Must, OpinionCategory.Substantive, Disposition.Reject, true)]
    [InlineData(OpinionSeverity.Must, OpinionCategory.Wording, Disposition.Adopt, true)]
    [InlineData(OpinionSeverity.Suggest, OpinionCategory.Substantive, Disposition.Adopt, true)]
    public void A_draft_passes_only_without_open_substantive_opinions(OpinionSeverity severity, OpinionCategory category, Disposition disposition, bool passes)
    {
        var opinion = Said("BB", "第三条", "补充程序", severity: severity, category: category);

        var found = Consolidation.Check(Round(2, [opinion]), "Pass", [Row(disposition, opinion) with { DispositionReason = "理由" }]);

        (found.Count == 0).ShouldBe(passes);
    }

    [Fact]
    public void Opinions_that_say_the_same_are_proposed_as_one_row_with_all_their_reasons()
    {
        var same = Said("BB", "第3条", "补充办理程序和时限。", reason: "操作性不足");
        var alike = Said("ZZ", "第三条", "补充办理程序和时限", reason: "便于执行");
        var other = Said("SF", "第三条", "明确法律责任");

        var proposed = DuplicateOpinions.Propose([same, alike, other]);

        proposed.Count.ShouldBe(2);
        proposed[0].OpinionIds.ShouldBe([same.Id, alike.Id]);
        proposed[0].Reason.ShouldBe("BB单位：操作性不足；ZZ单位：便于执行");
    }

    [Fact]
    public void Different_numbers_are_never_merged() =>
        DuplicateOpinions.Propose([Said("BB", "第三条", "比例不低于百分之三十为宜"), Said("ZZ", "第三条", "比例不低于百分之四十为宜")]).Count.ShouldBe(2);

    [Fact]
    public void The_parts_of_the_statistics_line_always_add_up_to_its_total() => Prop.ForAll<(Disposition, byte)[]>(rows =>
    {
        var statistics = AdoptionStatistics.Of(rows.Where(row => Enum.IsDefined(row.Item1)).Select(row => (row.Item1, (int)row.Item2)));
        return statistics.Total == statistics.Adopted + statistics.Partial + statistics.Rejected + statistics.Coordinate;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_statistics_line_reads_as_on_the_form() =>
        AdoptionStatistics.Of([(Disposition.Adopt, 71), (Disposition.Partial, 24), (Disposition.Reject, 25), (Disposition.Coordinate, 8)]).Line
            .ShouldBe("共收到意见128条，采纳71条，部分采纳24条，不采纳25条，转协调8条");

    private static ConsolidatedItem Row(Disposition disposition, params Opinion[] opinions) =>
        new([.. opinions.Select(opinion => opinion.Id)], opinions[0].Location, null, opinions[0].Proposed, null, disposition, null);

    private static RoundToConsolidate Round(int number, IReadOnlyList<Opinion> opinions) => new(
        number, 2, 5, opinions, ConflictDetection.Find(opinions, [], []), new HashSet<string>(), new HashSet<string>());
}
