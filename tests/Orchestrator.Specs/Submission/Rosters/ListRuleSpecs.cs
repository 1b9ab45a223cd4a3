using Orchestrator.Submission.Rosters;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Submission.Rosters;

public sealed class ListRuleSpecs
{
    private static readonly string Other = DemoPeople.Number(990101, new DateOnly(1985, 6, 9), 3);

    [Fact]
    public void Each_repetition_names_the_first_row()
    {
        var found = Given.Check(Given.Clean, Given.Row(1, DemoPeople.Quota[1]), Given.Clean, Given.Clean);
        found.Select(finding => (finding.Rule, finding.Path)).ShouldBe([("P-07", "rows[2].identityNumber"), ("P-07", "rows[3].identityNumber")]);
        found.ShouldAllBe(finding => finding.Message.Contains("与第1行重复"));
    }

    [Fact]
    public void A_wrong_number_that_stands_twice_is_still_a_repetition()
    {
        var wrong = Given.Clean with { IdentityNumber = "990101198506090010" };
        Given.Check(wrong, wrong).Ids().ShouldBe(["P-03 B", "P-03 B", "P-07 B"]);
    }

    [Fact]
    public void Missing_and_misshapen_numbers_are_not_repetitions()
    {
        Given.Check(Given.Clean with { IdentityNumber = null }, Given.Clean with { IdentityNumber = null }).Ids().ShouldBe(["P-01 B", "P-01 B"]);
        Given.Check(Given.Clean with { IdentityNumber = "无" }, Given.Clean with { IdentityNumber = "无" }).Ids().ShouldBe(["P-02 B", "P-02 B"]);
    }

    [Theory]
    [InlineData("wangchu", false, true)]
    [InlineData("wangchu", true, true)]
    [InlineData("chenghu", false, false)]
    [InlineData("chenghu", true, true)]
    public void Another_unit_s_open_list_and_any_done_move_block(string unit, bool transferred, bool fires)
    {
        var elsewhere = new KnownElsewhere("chenghu", [new KnownEntry(Given.Key("990101198506090013"), unit, "望楚区", transferred)]);
        Given.Check(elsewhere, Given.Clean, Given.Row(1, DemoPeople.Quota[1])).Ids().ShouldBe(fires ? ["P-08 B"] : []);
    }

    [Fact]
    public void A_done_move_is_told_before_an_open_list()
    {
        var key = Given.Key("990101198506090013");
        var elsewhere = new KnownElsewhere("chenghu", [new KnownEntry(key, "wangchu", "望楚区", false), new KnownEntry(key, "luchuan", "麓川区", true)]);
        Given.Check(elsewhere, Given.Clean).ShouldHaveSingleItem().Message.ShouldBe("第1行：此人已由麓川区办结转隶，不能再次报送。");
    }

    [Fact]
    public void Same_name_birth_and_unit_under_another_number_may_be_one_person()
    {
        var finding = Given.Check(Given.Clean, Given.Clean with { IdentityNumber = Other }).ShouldHaveSingleItem();
        (finding.Rule, finding.Path).ShouldBe(("P-09", "rows[1].name"));
        finding.Message.ShouldStartWith("第2行：与第1行");
    }

    [Fact]
    public void Another_name_month_or_unit_is_another_person()
    {
        var other = Given.Clean with { IdentityNumber = Other };
        Given.Check(Given.Clean, other with { Name = "韩阳阙" }).ShouldBeEmpty();
        Given.Check(Given.Clean, other with { FromUnit = "澄湖区林业站" }).ShouldBeEmpty();
        Given.Check(Given.Clean, other with { IdentityNumber = DemoPeople.Number(990101, new DateOnly(1985, 7, 9), 3), Birth = "1985-07" }).ShouldBeEmpty();
    }
}
