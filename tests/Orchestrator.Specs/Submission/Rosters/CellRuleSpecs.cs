using Orchestrator.Contracts.Terms;
using Orchestrator.Submission.Rosters;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Submission.Rosters;

public sealed class CellRuleSpecs
{
    public static TheoryData<string> Required =>
        [.. RosterColumn.All.Where(column => column.IsRequired(Given.Clean)).Select(column => column.Key)];

    [Fact]
    public void The_form_has_its_columns_once_and_21_of_them_must_be_filled()
    {
        RosterColumn.All.Select(column => column.Key).ShouldBeUnique();
        RosterColumn.All.Count.ShouldBe(34);
        Required.Count.ShouldBe(21);
        var empty = Given.Check(new RosterRow());
        empty.ShouldAllBe(finding => finding.Rule == "P-01");
        empty.Count.ShouldBe(21);
    }

    [Theory]
    [MemberData(nameof(Required))]
    public void A_required_cell_that_is_empty_or_blank_is_named(string key)
    {
        foreach (var nothing in new[] { null, "", "　 " })
        {
            var finding = Given.Check(With(key, nothing)).ShouldHaveSingleItem();
            (finding.Rule, finding.Path).ShouldBe(("P-01", $"rows[0].{key}"));
            finding.Message.ShouldContain(RosterColumn.All.Single(column => column.Key == key).Title);
        }
    }

    [Fact]
    public void Hired_people_need_no_line_of_the_quota_plan()
    {
        Given.Check(Given.Clean with { QuotaType = "无编制", QuotaLine = null }).ShouldBeEmpty();
        Given.Check(Given.Clean with { QuotaLine = null }).Ids().ShouldBe(["P-01 B"]);
    }

    [Theory]
    [InlineData("name", "韩 阳巨")]
    [InlineData("name", "韩　阳巨")]
    [InlineData("gender", "male")]
    [InlineData("birth", "1985.06")]
    [InlineData("birth", "1985-13")]
    [InlineData("startedWorkOn", "2007-06")]
    [InlineData("startedWorkOn", "2009-02-29")]
    [InlineData("postSince", "去年")]
    public void A_cell_that_departs_from_its_form_is_refused(string key, string text)
    {
        var finding = Given.Check(With(key, text)).ShouldHaveSingleItem();
        (finding.Rule, finding.Path).ShouldBe(("P-01", $"rows[0].{key}"));
    }

    [Theory]
    [InlineData("name", " 韩阳巨 ")]
    [InlineData("gender", " 男")]
    [InlineData("birth", "1985-06")]
    [InlineData("postSince", null)]
    public void Spaces_around_a_cell_and_a_birth_without_day_do_not_matter(string key, string? text) =>
        Given.Check(With(key, text)).ShouldBeEmpty();

    [Theory]
    [InlineData("2001-06-09", null)]
    [InlineData("2001-06-08", "rows[0].startedWorkOn")]
    public void Work_before_sixteen_is_implausible(string started, string? path) =>
        Given.Check(Given.Clean with { StartedWorkOn = started, PostSince = null }).Select(finding => (finding.Rule, finding.Path))
            .ShouldBe(path is null ? [] : [("P-23", path)]);

    [Theory]
    [InlineData("2007-06", false)]
    [InlineData("2007-05", true)]
    [InlineData("2007-06-09", false)]
    [InlineData("2007-06-08", true)]
    public void A_post_before_the_first_work_is_implausible(string since, bool fires)
    {
        var found = Given.Check(Given.Clean with { StartedWorkOn = "2007-06-09", PostSince = since });
        found.Ids().ShouldBe(fires ? ["P-23 W"] : []);
    }

    [Fact]
    public void A_birth_without_day_gets_the_benefit_of_the_doubt() =>
        Given.Check(Given.Clean with { Birth = "1985-06", StartedWorkOn = "2001-06-01", PostSince = null }).ShouldBeEmpty();

    private static RosterRow With(string key, string? text) => key switch
    {
        "number" => Given.Clean with { Number = text },
        "name" => Given.Clean with { Name = text },
        "gender" => Given.Clean with { Gender = text },
        "identityNumber" => Given.Clean with { IdentityNumber = text },
        "birth" => Given.Clean with { Birth = text },
        "ethnicity" => Given.Clean with { Ethnicity = text },
        "politicalStatus" => Given.Clean with { PoliticalStatus = text },
        "startedWorkOn" => Given.Clean with { StartedWorkOn = text },
        "fromUnit" => Given.Clean with { FromUnit = text },
        "fromDivision" => Given.Clean with { FromDivision = text },
        "post" => Given.Clean with { Post = text },
        "postSince" => Given.Clean with { PostSince = text },
        "quotaType" => Given.Clean with { QuotaType = text },
        "fundingForm" => Given.Clean with { FundingForm = text },
        "identity" => Given.Clean with { Identity = text },
        "category" => Given.Clean with { Category = text },
        "toUnit" => Given.Clean with { ToUnit = text },
        "toDivision" => Given.Clean with { ToDivision = text },
        "dutyTransfer" => Given.Clean with { DutyTransfer = text },
        "quotaLine" => Given.Clean with { QuotaLine = text },
        "manner" => Given.Clean with { Manner = text },
        "partyOpinion" => Given.Clean with { PartyOpinion = text },
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, null),
    };
}
