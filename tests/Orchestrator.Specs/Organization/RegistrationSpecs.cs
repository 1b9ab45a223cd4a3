using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Duties;
using Orchestrator.Organization.Freeze;
using Orchestrator.Organization.Ledger;
using Orchestrator.Organization.Organs;
using Orchestrator.Organization.Posts;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Organization;

public sealed class RegistrationSpecs
{
    private static readonly DateOnly Day = City.Day;

    [Fact]
    public void An_organ_with_quotas_keeps_its_nature_and_may_change_its_name()
    {
        var city = City.Founded();
        var organ = city.Ledger.Organs["fg"];

        city.Refused(id => new LedgerCommand.RegisterOrgan(id, Day, organ with { Type = OrganType.Coordination })).Rule.ShouldBe("Q-04");
        city.Must(id => new LedgerCommand.RegisterOrgan(id, Day, organ with { Name = "澄湖区发展和改革局" }));
        city.Ledger.Place("fg").ShouldBe("澄湖区发展和改革局行政编制");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("T1/1")]
    public void Ids_are_not_empty_and_leave_the_slash_to_transfers(string id)
    {
        var city = City.Founded();

        city.Refused(command => new LedgerCommand.RegisterOrgan(command, Day, Clean.Planning with { Id = id })).Rule.ShouldBe("ledger.id");
        city.Refused(command => LedgerSpecs.Post(command, LedgerSpecs.Entry(id, QuotaReason.Adjustment, "fg", "sj", 1))).Rule.ShouldBe("ledger.id");
        city.Refused(command => new LedgerCommand.ReserveTransfer(command, Day, City.Transfer(id))).Rule.ShouldBe("ledger.id");
    }

    [Theory]
    [InlineData(DutyAction.Whole, "fg", null, false)]
    [InlineData(DutyAction.Whole, null, "st", false)]
    [InlineData(DutyAction.Cancel, "fg", null, true)]
    [InlineData(DutyAction.Cancel, "fg", "st", false)]
    [InlineData(DutyAction.Add, null, "st", true)]
    [InlineData(DutyAction.Add, "fg", "st", false)]
    public void A_duty_comes_from_somewhere_unless_it_is_new_and_goes_somewhere_unless_it_ends(DutyAction action, string? from, string? to, bool accepted)
    {
        var outcome = City.Founded().Do(id => new LedgerCommand.RegisterDutyTransfer(id, Day, new DutyTransfer("Z2", ["d"], from, to, action, Day)));

        (outcome is LedgerOutcome.Posted).ShouldBe(accepted);
    }

    [Fact]
    public void There_is_one_account_for_each_organ_kind_funding_and_level()
    {
        var city = City.Founded();
        var account = city.Ledger.Accounts["fg"];

        city.Refused(id => new LedgerCommand.OpenAccount(id, Day, account with { Id = "fg2" })).Rule.ShouldBe("ledger.duplicate");
        city.Refused(id => new LedgerCommand.OpenAccount(id, Day, account with { Type = QuotaType.Support })).Rule.ShouldBe("ledger.duplicate");
        city.Refused(id => new LedgerCommand.OpenAccount(id, Day, account with { Id = "x", OrganId = "x" })).Rule.ShouldBe("ledger.unknown");
        city.Must(id => new LedgerCommand.OpenAccount(id, Day, account with { Id = "fg2", Type = QuotaType.Support }));
    }

    [Fact]
    public void A_freeze_names_known_units_its_notice_and_an_end_after_its_start()
    {
        var city = City.Founded();
        var freeze = new FreezeRecord("f", ["fg"], Day, "区委", "楚编发〔2020〕3号", Day.AddDays(1));

        city.Refused(id => new LedgerCommand.StartFreeze(id, Day, freeze with { OrganIds = ["x"] })).Rule.ShouldBe("ledger.unknown");
        city.Refused(id => new LedgerCommand.StartFreeze(id, Day, freeze with { OrganIds = [] })).Rule.ShouldBe("ledger.freeze");
        city.Refused(id => new LedgerCommand.StartFreeze(id, Day, freeze with { NoticeNo = " " })).Rule.ShouldBe("ledger.freeze");
        city.Refused(id => new LedgerCommand.StartFreeze(id, Day, freeze with { FreeFrom = Day })).Rule.ShouldBe("ledger.freeze");
        city.Must(id => new LedgerCommand.StartFreeze(id, Day, freeze));
        city.Refused(id => new LedgerCommand.LiftFreeze(id, Day, "f", Day)).Rule.ShouldBe("ledger.freeze");
        city.Must(id => new LedgerCommand.LiftFreeze(id, Day, "f", Day.AddDays(9), "楚转通〔2020〕1号"));
        city.Do(id => new LedgerCommand.LiftFreeze(id, Day.AddDays(9), "f", Day.AddDays(9), "楚转通〔2020〕1号")).ShouldBeOfType<LedgerOutcome.AlreadyPosted>();
        city.Refused(id => new LedgerCommand.LiftFreeze(id, Day.AddDays(9), "f", Day.AddDays(20))).Rule.ShouldBe("ledger.freeze");
    }

    [Theory]
    [InlineData(PostTier.DepartmentChief, null, true)]
    [InlineData(PostTier.DepartmentChief, "fg-1", false)]
    [InlineData(PostTier.InternalDeputy, "fg-1", true)]
    [InlineData(PostTier.InternalDeputy, null, false)]
    public void Posts_of_internal_organs_name_one_and_others_do_not(PostTier tier, string? internalOrgan, bool accepted) =>
        (City.Founded().Do(id => new LedgerCommand.OpenPost(id, Day, new LeadershipPost("p", "fg", tier, PostLevel.TownshipChief, internalOrgan))) is LedgerOutcome.Posted).ShouldBe(accepted);

    [Theory]
    [InlineData(PostReason.Grant, null, "b", 1, null)]
    [InlineData(PostReason.Grant, "a", "b", 1, "ledger.post")]
    [InlineData(PostReason.Cut, "a", null, 1, null)]
    [InlineData(PostReason.Cut, null, "a", 1, "ledger.post")]
    [InlineData(PostReason.Transfer, "a", "b", 1, null)]
    [InlineData(PostReason.Transfer, "a", "b", 0, "ledger.post")]
    [InlineData(PostReason.Transfer, "a", null, 1, "ledger.post")]
    [InlineData(PostReason.Transfer, "a", "a", 1, "L-03")]
    [InlineData(PostReason.Transfer, "a", "c", 1, "L-03")]
    [InlineData(PostReason.Transfer, "a", "b", 3, "L-04")]
    [InlineData(PostReason.Transfer, "a", "x", 1, "ledger.unknown")]
    public void Posts_move_between_places_of_one_tier(PostReason reason, string? from, string? to, int count, string? rule)
    {
        var city = City.Founded().Post("a", "fg", PostTier.DepartmentDeputy, 2).Post("b", "st", PostTier.DepartmentDeputy, 1).Post("c", "st", PostTier.DepartmentChief, 1);
        LedgerCommand Command(string id) => new LedgerCommand.PostPosts(id, Day, new PostEntry("o1", "楚编发〔2020〕7号", Day, reason, from, to, count));

        if (rule is null)
        {
            city.Must(Command).ShouldBeSound();
        }
        else
        {
            city.Refused(Command).Rule.ShouldBe(rule);
        }
    }

    [Fact]
    public void A_leader_takes_a_free_post_of_his_own_organ()
    {
        var city = City.Founded().Post("a", "fg", PostTier.DepartmentDeputy, 1).Post("b", "st", PostTier.DepartmentDeputy, 1);

        city.Refused(id => new LedgerCommand.TakePost(id, Day, "p-fg-1", "b")).Rule.ShouldBe("L-05");
        city.Must(id => new LedgerCommand.TakePost(id, Day, "p-fg-1", "a"));
        city.Do(id => new LedgerCommand.TakePost(id, Day, "p-fg-1", "a")).ShouldBeOfType<LedgerOutcome.AlreadyPosted>();
        city.Refused(id => new LedgerCommand.TakePost(id, Day, "p-fg-2", "a")).Rule.ShouldBe("L-05");
        city.Must(id => new LedgerCommand.LeavePost(id, Day, "p-fg-1")).Must(id => new LedgerCommand.TakePost(id, Day, "p-fg-2", "a")).ShouldBeSound();
        city.Must(id => new LedgerCommand.EndPlacement(id, Day, "p-fg-2", PlacementEnd.Retirement)).Ledger.PostBalance("a").Free.ShouldBe(1);
    }
}
