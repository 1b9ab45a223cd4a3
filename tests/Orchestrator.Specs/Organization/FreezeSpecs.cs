using Orchestrator.Organization.Freeze;
using Orchestrator.Organization.Ledger;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Organization;

public sealed class FreezeSpecs
{
    private static readonly FreezeRecord Freeze = new("f", ["fg"], new(2020, 7, 20), "中共楚江市委", "楚编发〔2020〕3号", new(2020, 10, 29));

    [Theory]
    [InlineData(FreezeEvent.Enter, "入编")]
    [InlineData(FreezeEvent.MoveOut, "调出")]
    [InlineData(FreezeEvent.MoveIn, "调入")]
    [InlineData(FreezeEvent.Secondment, "借调")]
    [InlineData(FreezeEvent.Promotion, "提拔、晋升职级")]
    [InlineData(FreezeEvent.PostChange, "岗位变动")]
    [InlineData(FreezeEvent.QuotaIncrease, "增加编制")]
    [InlineData(FreezeEvent.QuotaDecrease, "划出编制")]
    [InlineData(FreezeEvent.Hiring, "新聘")]
    [InlineData(FreezeEvent.Recruitment, "事业单位招聘")]
    [InlineData(FreezeEvent.TitleAppointment, "职称岗位聘任")]
    public void What_changes_people_or_quotas_is_blocked_whatever_number_it_has(FreezeEvent what, string label)
    {
        var finding = Check(what, new(2020, 10, 1), "楚编发〔2020〕9号").ShouldNotBeNull();

        finding.Rule.ShouldBe("Q-10");
        finding.Message.ShouldBe($"澄湖区发展改革局自2020-07-20起锁定编制、冻结人事关系（楚编发〔2020〕3号），2020-10-01不能办理“{label}”。");
    }

    [Theory]
    [InlineData(FreezeEvent.Retirement)]
    [InlineData(FreezeEvent.Death)]
    [InlineData(FreezeEvent.Discipline)]
    [InlineData(FreezeEvent.JudicialMeasure)]
    public void What_nobody_can_put_off_is_allowed(FreezeEvent what) => Check(what, new(2020, 10, 1)).ShouldBeNull();

    [Theory]
    [InlineData(FreezeEvent.TransferNotice, "转隶通知文号")]
    [InlineData(FreezeEvent.Correction, "批准文号")]
    public void The_campaign_and_corrections_need_a_number(FreezeEvent what, string missing)
    {
        Check(what, new(2020, 10, 1), "楚转通〔2020〕1号").ShouldBeNull();
        Check(what, new(2020, 10, 1), " ").ShouldNotBeNull().Message.ShouldContain(missing);
    }

    [Theory]
    [InlineData("2020-07-19", false)]
    [InlineData("2020-07-20", true)]
    [InlineData("2020-10-28", true)]
    [InlineData("2020-10-29", false)]
    public void A_freeze_counts_from_its_first_day_to_the_day_before_it_is_lifted(string day, bool frozen) =>
        (Check(FreezeEvent.Enter, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)) is not null).ShouldBe(frozen);

    [Fact]
    public void Other_units_are_free_and_a_freeze_without_an_end_lasts()
    {
        var open = Freeze with { FreeFrom = null };

        open.Covers("st", new(2020, 10, 1)).ShouldBeFalse();
        open.Covers("fg", new(2030, 1, 1)).ShouldBeTrue();
    }

    [Fact]
    public void Appointments_to_titles_go_on_where_the_campaign_says_so() =>
        FreezeRule.Check([Freeze], Attempt(FreezeEvent.TitleAppointment, new(2020, 10, 1), null), new(AllowTitleAppointments: true)).ShouldBeNull();

    [Fact]
    public void Every_kind_of_coming_and_going_is_an_event_of_the_freeze()
    {
        new[] { PlacementKind.Enter, PlacementKind.MoveIn, PlacementKind.Correction, PlacementKind.Register }.Select(kind => kind.FreezeEvent())
            .ShouldBe([FreezeEvent.Enter, FreezeEvent.MoveIn, FreezeEvent.Correction, FreezeEvent.Correction]);
        new[] { PlacementEnd.Retirement, PlacementEnd.Death, PlacementEnd.MoveOut, PlacementEnd.Discipline, PlacementEnd.Correction }.Select(end => end.FreezeEvent())
            .ShouldBe([FreezeEvent.Retirement, FreezeEvent.Death, FreezeEvent.MoveOut, FreezeEvent.Discipline, FreezeEvent.Correction]);
    }

    private static Orchestrator.Runtime.Rules.Finding? Check(FreezeEvent what, DateOnly day, string? number = null) =>
        FreezeRule.Check([Freeze], Attempt(what, day, number), new FreezeParameters());

    private static FreezeAttempt Attempt(FreezeEvent what, DateOnly day, string? number) => new("fg", "澄湖区发展改革局", what, day, number);
}
