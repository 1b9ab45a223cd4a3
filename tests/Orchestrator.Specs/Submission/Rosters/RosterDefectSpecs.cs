using Orchestrator.Contracts.Terms;
using Orchestrator.Submission.Rosters;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Submission.Rosters;

/// <summary>The injected defects of the demonstration that a roster shows by itself: exactly the rules named fire, no other.</summary>
public sealed class RosterDefectSpecs
{
    [Fact]
    public void The_clean_row_and_all_clean_lists_have_no_finding()
    {
        Given.Check(Given.Clean).ShouldBeEmpty();
        Given.Check([.. DemoPeople.Quota.Select((person, at) => Given.Row(at, person))]).ShouldBeEmpty();
        Given.Check([.. DemoPeople.Hired.Select((person, at) => Given.Row(at, person) with { QuotaType = "无编制", QuotaLine = null, Identity = "编外聘用人员" })]).ShouldBeEmpty();
    }

    [Fact]
    public void E01_wrong_check_digit() =>
        Given.Check(Given.Clean with { IdentityNumber = "990101198506090010" }).Ids().ShouldBe(["P-03 B"]);

    [Fact]
    public void E02_day_that_does_not_exist() =>
        Given.Check(Given.Clean with { IdentityNumber = "990101196802300012" }).Ids().ShouldBe(["P-04 B"]);

    [Fact]
    public void E03_seventeen_characters() =>
        Given.Check(Given.Clean with { IdentityNumber = "99010119850609001" }).Ids().ShouldBe(["P-02 B"]);

    [Fact]
    public void E04_lower_case_x() =>
        Given.Check(Given.Clean with { IdentityNumber = "99010319790711001x", Birth = "1979-07" }).Ids().ShouldBe(["P-02 B"]);

    [Fact]
    public void E05_gender_against_the_number() =>
        Given.Check(Given.Clean with { Gender = "女" }).Ids().ShouldBe(["P-05 B"]);

    [Fact]
    public void E06_birth_against_the_number() =>
        Given.Check(Given.Clean with { Birth = "1985-06-10" }).Ids().ShouldBe(["P-04 B"]);

    [Fact]
    public void E07_one_person_twice_in_a_list() =>
        Given.Check(Given.Clean, Given.Clean with { Number = "2" }).Ids().ShouldBe(["P-07 B"]);

    [Fact]
    public void E08_one_person_on_two_units_lists()
    {
        var first = new KnownElsewhere("wangchu", DemoPeople.Quota.Select(person => new KnownEntry(Given.Key(person.Number), "chenghu", "澄湖区", false)));
        var second = DemoPeople.Second112.Select((person, at) => Given.Row(at, person)).Append(Given.Row(112, DemoPeople.Quota[5])).ToArray();
        var finding = Given.Check(first, second).ShouldHaveSingleItem();
        (finding.Rule, finding.Path).ShouldBe(("P-08", "rows[112].identityNumber"));
        finding.Message.ShouldBe("第113行：此人已在澄湖区报送的名册中，一人只能由一个单位报送。");
    }
}
