using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Freeze;
using Orchestrator.Organization.Ledger;
using Orchestrator.Organization.Posts;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Organization;

public sealed class TransferSpecs
{
    private static readonly DateOnly Day = City.Day;

    [Fact]
    public void Reserving_holds_the_vacant_quotas_and_the_people()
    {
        var city = City.Founded().Must(id => Reserve(id, City.Transfer()));

        city.Ledger.Balance("fg").ShouldBe(new QuotaBalance(10, 8, 1, 0, 4));
        city.Refused(id => new LedgerCommand.EndPlacement(id, Day, "p-fg-1", PlacementEnd.Retirement)).Rule.ShouldBe("ledger.reserved");
        city.Refused(id => LedgerSpecs.Post(id, LedgerSpecs.Entry("e1", QuotaReason.Adjustment, "fg", "sj", 2))).Rule.ShouldBe("Q-06");
        city.ShouldBeSound();
    }

    [Fact]
    public void Confirming_moves_quotas_and_people_together()
    {
        var city = City.Founded().Must(id => Reserve(id, City.Transfer())).Must(id => Confirm(id));

        city.Ledger.Balance("fg").ShouldBe(new QuotaBalance(6, 5, 0, 0, 0));
        city.Ledger.Balance("st").ShouldBe(new QuotaBalance(9, 8, 0, 0, 0));
        var placement = city.Ledger.PlacementOf("fg-1").ShouldNotBeNull();
        (placement.AccountId, placement.Kind, city.Ledger.Entries[placement.EntryId!].Count).ShouldBe(("st", PlacementKind.Transfer, 4));
        city.ShouldBeSound();
    }

    [Fact]
    public void Releasing_gives_back_what_was_held()
    {
        var city = City.Founded();
        var before = city.Ledger.Balance("fg");
        city.Must(id => Reserve(id, City.Transfer())).Must(id => new LedgerCommand.ReleaseTransfer(id, Day, "T1", "市委常委会缓议"));

        city.Ledger.Balance("fg").ShouldBe(before);
        city.Must(id => new LedgerCommand.EndPlacement(id, Day, "p-fg-1", PlacementEnd.Retirement)).ShouldBeSound();
    }

    [Fact]
    public void Each_step_is_done_once_also_under_a_new_command_id()
    {
        var city = City.Founded().Must(id => Reserve(id, City.Transfer()));

        city.Do(id => Reserve(id, City.Transfer())).ShouldBeOfType<LedgerOutcome.AlreadyPosted>();
        city.Refused(id => Reserve(id, City.Transfer(people: 2))).Rule.ShouldBe("ledger.duplicate");
        city.Must(id => Confirm(id));
        city.Do(id => Confirm(id)).ShouldBeOfType<LedgerOutcome.AlreadyPosted>();
        city.Refused(id => Confirm(id, "另一通知")).Rule.ShouldBe("ledger.transfer-closed");
        city.Refused(id => new LedgerCommand.ReleaseTransfer(id, Day, "T1", "迟到")).Rule.ShouldBe("ledger.transfer-closed");
        city.Ledger.Balance("st").Authorized.ShouldBe(9);
    }

    [Fact]
    public void What_was_released_is_not_confirmed()
    {
        var city = City.Founded().Must(id => Reserve(id, City.Transfer())).Must(id => new LedgerCommand.ReleaseTransfer(id, Day, "T1", "撤回"));

        city.Do(id => new LedgerCommand.ReleaseTransfer(id, Day, "T1", "撤回")).ShouldBeOfType<LedgerOutcome.AlreadyPosted>();
        city.Refused(id => Confirm(id)).Rule.ShouldBe("ledger.transfer-closed");
    }

    [Theory]
    [InlineData(3, 3, null)]
    [InlineData(5, 3, null)]
    [InlineData(6, 3, "Q-06")]
    [InlineData(2, 3, "D-02")]
    [InlineData(8, 8, null)]
    public void A_line_takes_no_more_people_than_quotas_and_no_more_vacancies_than_free(int count, int people, string? rule)
    {
        var city = City.Founded();
        if (rule is null)
        {
            city.Must(id => Reserve(id, City.Transfer("T1", count, people))).Must(id => Confirm(id)).ShouldBeSound();
        }
        else
        {
            city.Refused(id => Reserve(id, City.Transfer("T1", count, people))).Rule.ShouldBe(rule);
        }
    }

    [Fact]
    public void A_person_is_in_one_transfer_at_a_time_and_where_it_says()
    {
        var city = City.Founded().Must(id => Reserve(id, City.Transfer()));

        city.Do(id => Reserve(id, City.Transfer("T2", 3, 3))).ShouldBeOfType<LedgerOutcome.Refused>().Reasons.ShouldAllBe(reason => reason.Rule == "ledger.reserved");
        var stranger = new Reservation("T3", "case", [City.Line(1, 0) with { People = [new ReservedPerson("st-1")] }], []);
        city.Refused(id => Reserve(id, stranger)).Path.ShouldBe("lines[0].people[0]");
    }

    [Fact]
    public void Vacant_quotas_may_come_out_of_a_lock_and_go_back_into_it()
    {
        var city = City.Founded().Must(id => new LedgerCommand.LockQuota(id, Day, new QuotaLock("l1", "fg", 2, "楚编发〔2020〕3号")));
        var transfer = City.Transfer() with { Lines = [City.Line(4, 3) with { LockId = "l1" }] };

        city.Refused(id => Reserve(id, City.Transfer())).Rule.ShouldBe("Q-06");
        city.Must(id => Reserve(id, transfer));
        city.Ledger.Balance("fg").ShouldBe(new QuotaBalance(10, 8, 1, 1, 4));
        city.Must(id => new LedgerCommand.ReleaseTransfer(id, Day, "T1", "撤回")).Ledger.Balance("fg").Frozen.ShouldBe(2);
        city.Must(id => Reserve(id, transfer with { Id = "T2" })).Must(id => new LedgerCommand.ConfirmTransfer(id, Day, "T2", "楚转通〔2020〕1号"));
        city.Ledger.Balance("fg").ShouldBe(new QuotaBalance(6, 5, 0, 1, 0));
        city.ShouldBeSound();
    }

    [Fact]
    public void People_may_follow_quotas_that_went_before_up_to_their_number()
    {
        var city = City.Founded().Must(id => LedgerSpecs.Post(id, LedgerSpecs.Entry("e1", QuotaReason.DutyTransfer, "fg", "st", 2) with { DutyTransferId = "Z1" }));
        Reservation Follow(string id, params string[] people) =>
            new(id, "case", [new ReservedLine("fg", "st", people.Length, QuotaReason.DutyTransfer, [.. people.Select(key => new ReservedPerson(key))], FollowsEntryId: "e1")], []);

        city.Must(id => Reserve(id, Follow("T1", "fg-1")));
        city.Refused(id => Reserve(id, Follow("T2", "fg-2", "fg-3"))).Rule.ShouldBe("Q-07");
        city.Must(id => LedgerSpecs.Post(id, LedgerSpecs.Entry("e2", QuotaReason.Issue, null, "st", 1)));
        city.Refused(id => Reserve(id, Follow("T2", "fg-2", "fg-3"))).Rule.ShouldBe("D-02");
        city.Must(id => Reserve(id, Follow("T2", "fg-2"))).Must(id => Confirm(id)).ShouldBeSound();
        city.Refused(id => new LedgerCommand.ReverseEntry(id, Day, "e1", "e3", "楚编发〔2020〕6号")).Rule.ShouldBe("D-02");
    }

    [Fact]
    public void A_confirmed_transfer_is_taken_back_whole()
    {
        var city = City.Founded().Post("fg-c", "fg", PostTier.DepartmentDeputy, 2).Post("st-c", "st", PostTier.DepartmentDeputy, 0);
        city.Must(id => new LedgerCommand.TakePost(id, Day, "p-fg-1", "fg-c"));
        var (fg, st, posts) = (city.Ledger.Balance("fg"), city.Ledger.Balance("st"), city.Ledger.PostBalance("fg-c"));
        var transfer = new Reservation("T1", "case", [City.Line(4, 3) with { People = [new("fg-1", "st-c"), new("fg-2")] }], [new ReservedPosts("fg-c", "st-c", 1)]);

        city.Must(id => Reserve(id, transfer)).Must(id => Confirm(id)).ShouldBeSound();
        city.Ledger.PostBalance("st-c").ShouldBe(new PostBalance(1, 1, 0));
        city.Must(id => new LedgerCommand.ReverseTransfer(id, Day, "T1", "楚编发〔2020〕8号"));

        (city.Ledger.Balance("fg"), city.Ledger.Balance("st"), city.Ledger.PostBalance("fg-c")).ShouldBe((fg, st, posts));
        city.Ledger.PlacementOf("fg-1")!.PostId.ShouldBe("fg-c");
        city.Do(id => new LedgerCommand.ReverseTransfer(id, Day, "T1", "楚编发〔2020〕8号")).ShouldBeOfType<LedgerOutcome.AlreadyPosted>();
        city.ShouldBeSound();
    }

    [Fact]
    public void Who_left_after_a_transfer_does_not_come_back_with_it()
    {
        var city = City.Founded().Must(id => Reserve(id, City.Transfer())).Must(id => Confirm(id));
        var there = city.Ledger.PlacementOf("fg-1")!.Id;
        city.Must(id => new LedgerCommand.EndPlacement(id, Day, there, PlacementEnd.Retirement)).Must(id => new LedgerCommand.ReverseTransfer(id, Day, "T1", "楚编发〔2020〕8号"));

        city.Ledger.Balance("fg").ShouldBe(new QuotaBalance(10, 7, 0, 0, 0));
        city.Ledger.PlacementOf("fg-1").ShouldBeNull();
        city.ShouldBeSound();
    }

    [Fact]
    public void A_transfer_whose_lines_others_follow_is_taken_back_after_theirs()
    {
        var city = City.Founded().Must(id => Reserve(id, City.Transfer())).Must(id => Confirm(id));
        var follower = new Reservation("T2", "case", [new ReservedLine("fg", "st", 1, QuotaReason.DutyTransfer, [new("fg-4")], FollowsEntryId: "T1/1")], []);
        LedgerCommand Reverse(string id, string transfer) => new LedgerCommand.ReverseTransfer(id, Day, transfer, "楚编发〔2020〕8号");

        city.Must(id => Reserve(id, follower)).Refused(id => Reverse(id, "T1")).Rule.ShouldBe("D-02");
        city.Must(id => new LedgerCommand.ConfirmTransfer(id, Day, "T2", "楚转通〔2020〕2号")).Refused(id => Reverse(id, "T1")).Rule.ShouldBe("D-02");
        city.Must(id => Reverse(id, "T2")).Must(id => Reverse(id, "T1"));

        city.Ledger.Balance("fg").ShouldBe(new QuotaBalance(10, 8, 0, 0, 0));
        city.ShouldBeSound();
    }

    [Fact]
    public void Transfers_under_way_do_not_promise_more_quotas_than_there_are()
    {
        var city = City.Founded().Account("fg", 2, 0, QuotaType.Enforcement, id: "zf").Account("st", 2, 0, QuotaType.Enforcement, id: "st-zf");
        city.Must(id => new LedgerCommand.ApprovePlan(id, Day, new DigestionPlan("zf", 2, Day, "楚编发〔2020〕5号")));
        for (var at = 1; at <= 4; at++)
        {
            var person = $"zf-{at}";
            city.Must(id => new LedgerCommand.PlacePerson(id, Day, City.Placement(person, "zf")));
        }

        ReservedLine Line(params string[] people) => new("zf", "st-zf", 2, QuotaReason.DutyTransfer, [.. people.Select(key => new ReservedPerson(key))], "Z1");
        city.Must(id => Reserve(id, new Reservation("T1", "case", [Line("zf-1", "zf-2")], [])));

        city.Refused(id => Reserve(id, new Reservation("T2", "case", [Line("zf-3", "zf-4")], []))).Rule.ShouldBe("INV-2");
        city.Must(id => Confirm(id)).ShouldBeSound();
    }

    [Fact]
    public void An_incoming_leader_needs_a_post_that_is_free_or_comes_along()
    {
        var city = City.Founded().Post("fg-c", "fg", PostTier.DepartmentDeputy, 1).Post("st-c", "st", PostTier.DepartmentDeputy, 0);
        var leader = City.Line(1, 0) with { People = [new ReservedPerson("fg-1", "st-c")] };

        city.Refused(id => Reserve(id, new Reservation("T1", "case", [leader], []))).Rule.ShouldBe("L-05");
        city.Must(id => Reserve(id, new Reservation("T1", "case", [leader], [new ReservedPosts("fg-c", "st-c", 1)])));
        city.Refused(id => new LedgerCommand.TakePost(id, Day, "p-fg-2", "fg-c")).Rule.ShouldBe("L-05");
        city.Must(id => Confirm(id)).ShouldBeSound();
    }

    [Fact]
    public void Posts_do_not_become_more_once_they_only_decrease()
    {
        var city = City.Founded().Post("fg-c", "fg", PostTier.DepartmentDeputy, 2).Post("st-c", "st", PostTier.DepartmentDeputy, 0);
        PostEntry Entry(string id, PostReason reason, string? from, string? to) => new(id, "楚编发〔2020〕7号", Day, reason, from, to, 1);
        city.Must(id => new LedgerCommand.PostPosts(id, Day, Entry("o1", PostReason.Grant, null, "st-c"))).Must(id => new LedgerCommand.CapPosts(id, Day));

        city.Refused(id => new LedgerCommand.PostPosts(id, Day, Entry("o2", PostReason.Grant, null, "st-c"))).Rule.ShouldBe("L-03");
        city.Must(id => new LedgerCommand.PostPosts(id, Day, Entry("o3", PostReason.Transfer, "fg-c", "st-c")));
        city.Must(id => new LedgerCommand.PostPosts(id, Day, Entry("o4", PostReason.Cut, "fg-c", null)));
        city.Must(id => new LedgerCommand.PostPosts(id, Day, Entry("o5", PostReason.Grant, null, "fg-c"))).ShouldBeSound();
        city.Must(id => new LedgerCommand.TakePost(id, Day, "p-fg-1", "fg-c"));
        city.Refused(id => new LedgerCommand.PostPosts(id, Day, Entry("o6", PostReason.Cut, "fg-c", null))).Rule.ShouldBe("L-04");
    }

    [Fact]
    public void A_freeze_stops_what_comes_by_itself_and_lets_the_campaign_through()
    {
        var city = City.Founded();
        city.Must(id => new LedgerCommand.StartFreeze(id, Day, new FreezeRecord("f1", ["fg", "st"], Day, "区委", "楚编发〔2020〕3号")));
        var enter = City.Placement("new", "fg", PlacementKind.Enter);

        city.Refused(id => new LedgerCommand.PlacePerson(id, Day, enter)).Rule.ShouldBe("Q-10");
        city.Refused(id => new LedgerCommand.EndPlacement(id, Day, "p-fg-8", PlacementEnd.MoveOut)).Rule.ShouldBe("Q-10");
        city.Refused(id => LedgerSpecs.Post(id, LedgerSpecs.Entry("e1", QuotaReason.Issue, null, "fg", 1))).Rule.ShouldBe("Q-10");
        city.Refused(id => LedgerSpecs.Post(id, LedgerSpecs.Entry("e1", QuotaReason.Adjustment, "fg", "sj", 1))).Rule.ShouldBe("Q-10");
        city.Must(id => new LedgerCommand.EndPlacement(id, Day, "p-fg-8", PlacementEnd.Retirement));
        city.Must(id => LedgerSpecs.Post(id, LedgerSpecs.Entry("e1", QuotaReason.Adjustment, "fg", "sj", 1) with { NoticeNo = "楚转通〔2020〕1号" }));
        city.Must(id => Reserve(id, City.Transfer())).Must(id => Confirm(id));
        city.Must(id => new LedgerCommand.LiftFreeze(id, Day, "f1", Day.AddDays(1), "楚转通〔2020〕1号"));
        city.Refused(id => new LedgerCommand.PlacePerson(id, Day, enter)).Rule.ShouldBe("Q-10");
        city.Must(id => new LedgerCommand.PlacePerson(id, Day.AddDays(1), enter)).ShouldBeSound();
    }

    [Fact]
    public void A_transfer_is_confirmed_by_a_notice_only() =>
        City.Founded().Must(id => Reserve(id, City.Transfer())).Refused(id => Confirm(id, " ")).Rule.ShouldBe("ledger.notice");

    private static LedgerCommand.ReserveTransfer Reserve(string id, Reservation reservation) => new(id, Day, reservation);

    private static LedgerCommand.ConfirmTransfer Confirm(string id, string notice = "楚转通〔2020〕1号") => new(id, Day, "T1", notice);
}
