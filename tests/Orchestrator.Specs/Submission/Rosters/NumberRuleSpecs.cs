using Orchestrator.Submission.Rosters;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Submission.Rosters;

public sealed class NumberRuleSpecs
{
    [Theory]
    [InlineData("99010119850609001", "17位")]
    [InlineData("9901011985060900133", "19位")]
    [InlineData("99010119790711001x", "大写X")]
    [InlineData("99010A198506090013", "前17位应为数字")]
    public void A_misshapen_number_says_how(string number, string says)
    {
        var finding = Given.Check(Given.Clean with { IdentityNumber = number }).ShouldHaveSingleItem();
        finding.Rule.ShouldBe("P-02");
        finding.Message.ShouldContain(says);
    }

    [Fact]
    public void A_lower_case_x_is_read_as_X_when_the_campaign_says_so()
    {
        var row = Given.Clean with { IdentityNumber = "99010319790711001x", Birth = "1979-07" };
        Given.Check(Given.Campaign with { AcceptLowercaseX = true }, row).ShouldBeEmpty();
        Given.Check(Given.Campaign with { AcceptLowercaseX = true }, row, row with { IdentityNumber = "99010319790711001X" }).Ids().ShouldBe(["P-07 B"]);
    }

    [Fact]
    public void Spaces_around_a_number_do_not_matter() =>
        Given.Check(Given.Clean with { IdentityNumber = " 990101198506090013 " }).ShouldBeEmpty();

    [Fact]
    public void A_message_never_shows_the_whole_number()
    {
        RosterRow[] rows =
        [
            Given.Clean, Given.Clean, Given.Clean with { IdentityNumber = "990101198506090010" }, Given.Clean with { IdentityNumber = "990101196802300012" },
            Given.Clean with { Gender = "女" }, Given.Clean with { Birth = "1985-07" },
        ];
        var found = RosterCheck.Check(rows, Given.Campaign with { AllowSynthetic = false }, Given.Nobody, Given.Secret);
        found.Count.ShouldBeGreaterThan(5);
        found.ShouldAllBe(finding => !finding.Message.Contains("9850609001") && !finding.Message.Contains("96802300012"));
        Given.Clean.ToString().ShouldNotContain("1985");
    }

    /// <summary>Ages on 2020-10-29.</summary>
    [Theory]
    [InlineData(2002, 10, 29, false)]
    [InlineData(2002, 10, 30, true)]
    [InlineData(1953, 10, 30, false)]
    [InlineData(1953, 10, 29, true)]
    [InlineData(2021, 1, 1, true)]
    public void Ages_outside_18_to_66_are_refused(int year, int month, int day, bool fires)
    {
        var birth = new DateOnly(year, month, day);
        var row = Given.Clean with { IdentityNumber = DemoPeople.Number(990101, birth, 1), Birth = $"{birth:yyyy-MM}", StartedWorkOn = "2020-10-01", PostSince = null };
        Given.Check(row).Where(finding => finding.Rule != "P-23").Ids().ShouldBe(fires ? ["P-04 B"] : []);
    }

    [Theory]
    [InlineData("1985-06", false)]
    [InlineData("1985-06-09", false)]
    [InlineData("1985-06-08", true)]
    [InlineData("1985-05", true)]
    [InlineData("1985-07", true)]
    public void Birth_must_be_the_number_s_to_the_precision_written(string birth, bool fires) =>
        Given.Check(Given.Clean with { Birth = birth }).Ids().ShouldBe(fires ? ["P-04 B"] : []);

    [Theory]
    [InlineData(0, "女", false)]
    [InlineData(1, "男", false)]
    [InlineData(998, "女", false)]
    [InlineData(999, "男", false)]
    [InlineData(998, "男", true)]
    [InlineData(999, "女", true)]
    public void Gender_is_the_parity_of_digit_17(int sequence, string gender, bool fires)
    {
        var row = Given.Clean with { IdentityNumber = DemoPeople.Number(990101, new DateOnly(1985, 6, 9), sequence), Gender = gender };
        Given.Check(row).Ids().ShouldBe(fires ? ["P-05 B"] : []);
    }

    [Fact]
    public void A_synthetic_region_is_pointed_out_unless_allowed()
    {
        Given.Check(Given.Clean).ShouldBeEmpty();
        Given.Check(Given.Campaign with { AllowSynthetic = false }, Given.Clean).Ids().ShouldBe(["P-06 W"]);
    }

    /// <summary>Only prefixes are tried, on rows of the rule alone: no number of a living person is made up here.</summary>
    [Theory]
    [InlineData("110105", false, "11010519491231002X")]
    [InlineData("440524", false, "440524188001010014")]
    public void Regions_of_the_printed_examples_are_known(string region, bool fires, string number)
    {
        number.ShouldStartWith(region);
        Located(number, Given.Campaign).ShouldBe(fires);
        Located(number, Given.Campaign with { Regions = new HashSet<string>(StringComparer.Ordinal) { region } }).ShouldBeFalse();
        Located(number, Given.Campaign with { Regions = new HashSet<string>(StringComparer.Ordinal) { "110101" } }).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(160101)]
    [InlineData(980101)]
    public void A_province_that_never_was_is_pointed_out(int region) =>
        Located(DemoPeople.Number(region, new DateOnly(1985, 6, 9), 1), Given.Campaign).ShouldBeTrue();

    private static bool Located(string number, RosterParameters parameters) =>
        NumberRules.Located(new CheckedRow(0, new RosterRow { IdentityNumber = number }, parameters), parameters).Any(finding => finding.Rule == "P-06");
}
