using Orchestrator.Contracts.People;
using Orchestrator.HumanResources.Comparison;
using Orchestrator.HumanResources.Register;
using Orchestrator.HumanResources.Terms;
using Orchestrator.Runtime.Rules;
using Orchestrator.Specs.Submission.Rosters;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.HumanResources;

public sealed class ComparisonSpecs
{
    private static readonly KnownUnit Here = new("a", "澄湖区财政所");

    private static readonly KnownUnit There = new("b", "澄湖区林业站");

    private static readonly ListedPerson Servant =
        new(Key(0), "韩阳巨", Here, PersonnelIdentity.CivilServant, new Position(LeadershipTier.TownshipDeputy, Rank.PrincipalClerk3));

    private static readonly ListedPerson Staff = new(Key(1), "魏律为", Here, PersonnelIdentity.InstitutionManager);

    private static readonly ComparisonLists Agreeing = new([Servant, Staff], [Servant], [Servant, Staff], [Servant, Staff]);

    [Fact]
    public void Lists_that_agree_are_M0()
    {
        var report = FourWayComparison.Run(Agreeing);
        report.People.ShouldAllBe(person => person.IsClean && person.Severity == Severity.Info);
        report.Summary[ComparisonClass.M0].ShouldBe(2);
        report.Summary.Where(pair => pair.Key != ComparisonClass.M0).ShouldAllBe(pair => pair.Value == 0);
    }

    [Fact]
    public void Registered_and_not_paid_is_M1() => Of(Agreeing with { Payroll = [Servant] }, Staff).ShouldBe("M1 Warn");

    [Fact]
    public void Paid_and_not_registered_is_M2() => Of(Agreeing with { Establishment = [Servant] }, Staff).ShouldBe("M2 Block");

    [Fact]
    public void Registered_and_not_insured_is_M3() => Of(Agreeing with { Insurance = [Servant] }, Staff).ShouldBe("M3 Warn");

    [Fact]
    public void Neither_paid_nor_insured_blocks() =>
        Of(Agreeing with { Payroll = [Servant], Insurance = [Servant] }, Staff).ShouldBe("M1 M3 Block");

    [Fact]
    public void Insured_by_another_employer_is_M4_also_beside_the_own()
    {
        Of(Agreeing with { Insurance = [Servant, Staff with { Unit = There }] }, Staff).ShouldBe("M4 Block");
        var report = FourWayComparison.Run(Agreeing with { Insurance = [Servant, Staff, Staff with { Unit = There }] });
        report.Find(Staff.Person)!.Message.ShouldBe("编制在澄湖区财政所，社保参保单位为澄湖区林业站。");
    }

    [Fact]
    public void Paid_by_another_unit_is_M5_also_beside_the_own()
    {
        Of(Agreeing with { Payroll = [Servant, Staff with { Unit = There }] }, Staff).ShouldBe("M5 Warn");
        Of(Agreeing with { Payroll = [Servant, Staff, Staff with { Unit = There }] }, Staff).ShouldBe("M5 Warn");
        Of(Agreeing with { Payroll = [Servant, Staff, Staff] }, Staff).ShouldBe("M0 Info");
    }

    [Theory]
    [InlineData(PersonnelIdentity.InstitutionManager, "M6 Block")]
    [InlineData(PersonnelIdentity.AppointedCivilServant, "M0 Info")]
    [InlineData(null, "M0 Info")]
    public void Identities_of_different_groups_are_M6(PersonnelIdentity? insured, string expected) =>
        Of(Agreeing with { Insurance = [Servant with { Identity = insured }, Staff] }, Servant).ShouldBe(expected);

    [Fact]
    public void Another_post_or_rank_in_the_civil_servants_list_is_M7()
    {
        Of(Agreeing with { Organization = [Servant with { Position = new Position(LeadershipTier.TownshipHead, Rank.PrincipalClerk3) }] }, Servant).ShouldBe("M7 Warn");
        Of(Agreeing with { Organization = [Servant with { Position = new Position(LeadershipTier.TownshipDeputy, Rank.PrincipalClerk2) }] }, Servant).ShouldBe("M7 Warn");
        Of(Agreeing with { Organization = [Servant with { Position = null }] }, Servant).ShouldBe("M0 Info");
    }

    [Fact]
    public void A_civil_servant_on_only_one_of_the_two_registers_is_M7()
    {
        Of(Agreeing with { Organization = [] }, Servant).ShouldBe("M7 Warn");
        Of(new ComparisonLists([Staff], [Servant], [Staff], [Staff]), Servant).ShouldBe("M7 Warn");
    }

    [Fact]
    public void One_person_under_two_numbers_is_M8_on_both_sides()
    {
        var misread = Staff with { Person = Key(2) };
        var lists = Agreeing with { Payroll = [Servant, misread] };
        Of(lists, Staff).ShouldBe("M8 Block");
        Of(lists, misread).ShouldBe("M8 Block");
        FourWayComparison.Run(lists).Summary[ComparisonClass.M8].ShouldBe(2);
    }

    [Fact]
    public void A_wrong_number_in_the_insurance_or_the_civil_servants_list_is_M8()
    {
        Of(Agreeing with { Insurance = [Servant, Staff with { Person = Key(2) }] }, Staff).ShouldBe("M8 Block");
        var lists = Agreeing with { Organization = [Servant with { Person = Key(2) }] };
        Of(lists, Servant).ShouldBe("M8 Block");
        Of(lists, Servant with { Person = Key(2) }).ShouldBe("M8 Block");
    }

    [Fact]
    public void Namesakes_are_two_people()
    {
        var namesake = Staff with { Person = Key(2) };
        Of(new ComparisonLists([Staff, namesake], [], [Staff, namesake], [Staff, namesake]), namesake).ShouldBe("M0 Info");
        Of(new ComparisonLists([Staff, namesake], [], [Staff], [Staff, namesake]), namesake).ShouldBe("M1 Warn");
        Of(new ComparisonLists([Staff], [], [Staff, namesake], [Staff]), namesake).ShouldBe("M2 Block");
        Of(new ComparisonLists([Staff], [], [namesake with { Unit = There }], [Staff]), Staff).ShouldBe("M1 Warn");
    }

    [Fact]
    public void Who_is_only_insured_is_nobody_s_concern()
    {
        var stranger = new ListedPerson(Key(3), "周秋露", There);
        var report = FourWayComparison.Run(Agreeing with { Insurance = [.. Agreeing.Insurance, stranger] });
        report.Find(stranger.Person).ShouldBeNull();
        report.People.Count.ShouldBe(2);
    }

    [Fact]
    public void Every_class_has_the_severity_of_the_catalogue()
    {
        var expected = new[] { Severity.Info, Severity.Warn, Severity.Block, Severity.Warn, Severity.Block, Severity.Warn, Severity.Block, Severity.Warn, Severity.Block };
        Enum.GetValues<ComparisonClass>().Select(each => new ClassFound(each, "").Severity).ShouldBe(expected);
    }

    [Fact]
    public void Results_show_no_name()
    {
        var report = FourWayComparison.Run(Agreeing with { Payroll = [Servant with { Person = Key(4) }], Insurance = [], Organization = [] });
        report.People.ShouldAllBe(person => !person.Message.Contains("韩阳巨") && !person.Message.Contains("魏律为"));
        Servant.ToString().ShouldNotContain("韩阳巨");
    }

    private static PersonKey Key(int at) => Given.Key(DemoPeople.Quota[at].Number);

    private static string Of(ComparisonLists lists, ListedPerson person)
    {
        var result = FourWayComparison.Run(lists).Find(person.Person)!;
        return $"{string.Join(' ', result.Found.Select(found => found.Class))} {result.Severity}";
    }
}
