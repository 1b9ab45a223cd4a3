using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Ledger;
using Orchestrator.Organization.Organs;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Organization;

public sealed class LedgerSpecs
{
    private static readonly DateOnly Day = City.Day;

    [Fact]
    public void An_account_tells_authorized_actual_vacant_over_and_free()
    {
        var city = City.Founded();

        var balance = city.Ledger.Balance("fg");

        (balance.Authorized, balance.Actual, balance.Vacancy, balance.Over, balance.Free).ShouldBe((10, 8, 2, 0, 2));
        new QuotaBalance(5, 7, 0, 0, 0).Over.ShouldBe(2);
        new QuotaBalance(10, 4, 2, 1, 0).Free.ShouldBe(3);
        city.ShouldBeSound();
    }

    [Fact]
    public void Quotas_move_between_two_accounts_and_the_total_stays()
    {
        var city = City.Founded().Must(id => Post(id, Entry("e1", QuotaReason.Adjustment, "fg", "sj", 2)));

        city.Ledger.Balance("fg").Authorized.ShouldBe(8);
        city.Ledger.Balance("sj").Authorized.ShouldBe(6);
        city.ShouldBeSound();
    }

    [Theory]
    [InlineData(QuotaReason.Issue, "fg", "sj", "Q-01")]
    [InlineData(QuotaReason.Issue, null, null, "Q-01")]
    [InlineData(QuotaReason.Withdrawal, "fg", "sj", "Q-01")]
    [InlineData(QuotaReason.Adjustment, null, "sj", "Q-01")]
    [InlineData(QuotaReason.Adjustment, "fg", null, "Q-01")]
    [InlineData(QuotaReason.Adjustment, "fg", "fg", "Q-01")]
    [InlineData(QuotaReason.Adjustment, "fg", "gq", "Q-01")]
    [InlineData(QuotaReason.Opening, null, "fg", "Q-01")]
    [InlineData(QuotaReason.Adjustment, "fg", "nowhere", "ledger.unknown")]
    [InlineData(QuotaReason.Adjustment, "fg", "sj", null)]
    [InlineData(QuotaReason.Withdrawal, "fg", null, null)]
    [InlineData(QuotaReason.Downsizing, "fg", null, null)]
    [InlineData(QuotaReason.Issue, null, "fg", null)]
    public void Only_what_comes_from_or_goes_outside_has_one_side(QuotaReason reason, string? from, string? to, string? rule)
    {
        var city = City.Founded().Account("fg", 3, 0, QuotaType.Support, id: "gq");

        Expect(city, id => Post(id, Entry("e1", reason, from, to, 1)), rule);
    }

    [Theory]
    [InlineData(0, "ledger.count")]
    [InlineData(-1, "ledger.count")]
    [InlineData(1, null)]
    [InlineData(2, null)]
    [InlineData(3, "Q-06")]
    public void Only_vacant_quotas_leave_an_account_by_themselves(int count, string? rule) =>
        Expect(City.Founded(), id => Post(id, Entry("e1", QuotaReason.Adjustment, "fg", "sj", count)), rule);

    [Fact]
    public void A_refusal_names_the_place_and_the_numbers()
    {
        var finding = City.Founded().Refused(id => Post(id, Entry("e1", QuotaReason.Adjustment, "fg", "sj", 3)));

        finding.Message.ShouldContain("澄湖区发展改革局行政编制核定7名、实有8名");
    }

    [Theory]
    [InlineData("Z1", "fg", "st", null)]
    [InlineData(null, "fg", "st", "D-01")]
    [InlineData("Z9", "fg", "st", "D-01")]
    [InlineData("Z1", "fg", "sj", "D-01")]
    [InlineData("Z1", "sj", "st", "D-01")]
    public void Quotas_that_follow_a_duty_need_one_between_the_same_organs(string? duty, string from, string to, string? rule) =>
        Expect(City.Founded(), id => Post(id, Entry("e1", QuotaReason.DutyTransfer, from, to, 1) with { DutyTransferId = duty, DocNo = "" }), rule);

    [Fact]
    public void Every_other_reason_needs_a_document() =>
        City.Founded().Refused(id => Post(id, Entry("e1", QuotaReason.Adjustment, "fg", "sj", 1) with { DocNo = " " })).Rule.ShouldBe("D-03");

    [Theory]
    [InlineData("city", null, "Q-03")]
    [InlineData("city", "鄂编〔2020〕1号", null)]
    [InlineData("sj", null, null)]
    public void Administrative_quotas_cross_a_level_only_with_an_approval(string to, string? approval, string? rule)
    {
        var city = City.Founded().Organ("city", "楚江市审计局", OrganType.GovernmentDepartment, AdministrativeLevel.City).Account("city", 1, 0);

        Expect(city, id => Post(id, Entry("e1", QuotaReason.Adjustment, "fg", to, 1) with { ApprovalNo = approval }), rule);
    }

    [Theory]
    [InlineData(20, "Q-02")]
    [InlineData(21, null)]
    public void What_is_issued_stays_within_the_approved_total(int cap, string? rule)
    {
        var city = new City { Parameters = new() { AdministrativeCaps = new Dictionary<AdministrativeLevel, int> { [AdministrativeLevel.County] = cap } } };
        city.Organ("fg", "澄湖区发展改革局", OrganType.GovernmentDepartment, AdministrativeLevel.County).Account("fg", 20, 0);

        Expect(city, id => Post(id, Entry("e1", QuotaReason.Issue, null, "fg", 1)), rule);
    }

    [Fact]
    public void Nothing_is_issued_of_a_kind_that_only_decreases()
    {
        var city = new City { Parameters = new() { OnlyDecreasing = new HashSet<QuotaType> { QuotaType.Administrative } } };
        city.Organ("fg", "澄湖区发展改革局", OrganType.GovernmentDepartment, AdministrativeLevel.County).Account("fg", 20, 0);

        city.Refused(id => Post(id, Entry("e1", QuotaReason.Issue, null, "fg", 1))).Rule.ShouldBe("Q-05");
        city.Must(id => Post(id, Entry("e2", QuotaReason.Withdrawal, "fg", null, 1)));
    }

    [Theory]
    [InlineData(OrganType.Coordination, QuotaType.Administrative, FundingForm.Full, "Q-04")]
    [InlineData(OrganType.Institution, QuotaType.Administrative, FundingForm.Full, "Q-04")]
    [InlineData(OrganType.Street, QuotaType.FullyFunded, FundingForm.Full, "Q-04")]
    [InlineData(OrganType.Street, QuotaType.None, FundingForm.Full, "Q-04")]
    [InlineData(OrganType.Institution, QuotaType.PartlyFunded, FundingForm.Full, "ledger.funding")]
    [InlineData(OrganType.Institution, QuotaType.PartlyFunded, FundingForm.Partial, null)]
    [InlineData(OrganType.Stationed, QuotaType.FullyFunded, FundingForm.Full, null)]
    public void An_organ_has_only_quotas_that_fit_its_nature(OrganType organ, QuotaType type, FundingForm funding, string? rule)
    {
        var city = new City().Organ("o", "某机构", organ, AdministrativeLevel.County);

        Expect(city, id => new LedgerCommand.OpenAccount(id, Day, new QuotaAccount("a", "o", type, funding, AdministrativeLevel.County)), rule);
    }

    [Fact]
    public void Who_enters_needs_a_vacancy()
    {
        var city = City.Founded();
        city.Must(id => Place(id, "new-1", "fg")).Must(id => Place(id, "new-2", "fg"));

        city.Refused(id => Place(id, "new-3", "fg")).Rule.ShouldBe("Q-07");
        city.Refused(id => Place(id, "new-1", "sj") is var place ? place with { Placement = place.Placement with { Id = "other" } } : null!).Rule.ShouldBe("ledger.person");
        city.ShouldBeSound();
    }

    [Theory]
    [InlineData(0, 2, "Q-06")]
    [InlineData(30, 1, "Q-06")]
    [InlineData(30, 2, null)]
    public void More_people_than_quotas_need_a_plan_that_is_wide_enough_and_has_not_run_out(int days, int allowed, string? rule)
    {
        var city = City.Founded();
        city.Must(id => new LedgerCommand.ApprovePlan(id, Day, new DigestionPlan("fg", allowed, Day.AddDays(days), "楚编发〔2020〕5号")));

        Expect(city, id => new LedgerCommand.PostQuotaEntry(id, Day.AddDays(1), Entry("e1", QuotaReason.Downsizing, "fg", null, 4)), rule);
    }

    [Fact]
    public void A_plan_stays_until_the_surplus_is_gone()
    {
        var city = City.Founded();
        city.Must(id => new LedgerCommand.ApprovePlan(id, Day, new DigestionPlan("fg", 1, Day, "楚编发〔2020〕5号")));
        city.Must(id => Post(id, Entry("e1", QuotaReason.Downsizing, "fg", null, 3)));
        var later = Day.AddDays(60);

        city.Refused(id => new LedgerCommand.ClosePlan(id, later, "fg")).Rule.ShouldBe("Q-06");
        city.Must(id => new LedgerCommand.EndPlacement(id, later, "p-fg-1", PlacementEnd.Retirement)).Must(id => new LedgerCommand.ClosePlan(id, later, "fg"));
        city.ShouldBeSound();
    }

    [Fact]
    public void Locked_quotas_are_not_free()
    {
        var city = City.Founded().Must(id => new LedgerCommand.LockQuota(id, Day, new QuotaLock("l1", "fg", 2, "楚编发〔2020〕3号")));

        city.Ledger.Balance("fg").Free.ShouldBe(0);
        city.Refused(id => Place(id, "new", "fg")).Rule.ShouldBe("Q-07");
        city.Refused(id => new LedgerCommand.LockQuota(id, Day, new QuotaLock("l2", "fg", 1, "楚编发〔2020〕3号"))).Rule.ShouldBe("Q-08");
        city.Must(id => new LedgerCommand.UnlockQuota(id, Day, "l1")).Must(id => Place(id, "new", "fg")).ShouldBeSound();
    }

    [Fact]
    public void Internal_organs_share_what_leadership_members_leave()
    {
        var city = City.Founded();
        city.Must(id => new LedgerCommand.SetMembers(id, Day, "fg", 3)).Must(id => Allot(id, "fg-1", 5));

        city.Refused(id => Allot(id, "fg-2", 3)).Rule.ShouldBe("INV-7");
        city.Must(id => Allot(id, "fg-2", 2));
        city.Refused(id => Post(id, Entry("e1", QuotaReason.Adjustment, "fg", "sj", 1))).Rule.ShouldBe("INV-7");
        city.Must(id => Post(id, Entry("e2", QuotaReason.Adjustment, "fg", "sj", 1) with { FromInternalId = "fg-2" }));
        city.Ledger.Allotments["fg-2"].Count.ShouldBe(1);
        city.Refused(id => new LedgerCommand.SetMembers(id, Day, "fg", 4)).Rule.ShouldBe("INV-7");
        city.ShouldBeSound();
    }

    [Fact]
    public void An_entry_is_taken_back_once()
    {
        var city = City.Founded().Must(id => Post(id, Entry("e1", QuotaReason.DutyTransfer, "fg", "st", 2) with { DutyTransferId = "Z1" }));
        city.Must(id => new LedgerCommand.ReverseEntry(id, Day, "e1", "e2", "楚编发〔2020〕6号"));

        city.Ledger.Balance("fg").Authorized.ShouldBe(10);
        city.Refused(id => new LedgerCommand.ReverseEntry(id, Day, "e1", "e3", "楚编发〔2020〕6号")).Rule.ShouldBe("ledger.reverse");
        city.Refused(id => new LedgerCommand.ReverseEntry(id, Day, "e2", "e3", "楚编发〔2020〕6号")).Rule.ShouldBe("ledger.reverse");
        city.ShouldBeSound();
    }

    [Fact]
    public void A_repeated_command_has_its_effect_once_and_its_id_is_for_nothing_else()
    {
        var city = City.Founded();
        var command = Post("same", Entry("e1", QuotaReason.Adjustment, "fg", "sj", 1));

        city.Send(command).ShouldBeOfType<LedgerOutcome.Posted>();
        city.Send(Post("same", Entry("e1", QuotaReason.Adjustment, "fg", "sj", 1))).ShouldBeOfType<LedgerOutcome.AlreadyPosted>();
        city.Refused(_ => command with { Entry = command.Entry with { Count = 2 } }).Rule.ShouldBe("ledger.command-reused");
        city.Ledger.Balance("sj").Authorized.ShouldBe(5);
    }

    [Fact]
    public void A_refused_command_may_come_again_when_the_world_has_changed()
    {
        var city = City.Founded();
        city.Refused(_ => Place("again", "new", "st")).Rule.ShouldBe("Q-07");
        city.Must(id => new LedgerCommand.EndPlacement(id, Day, "p-st-1", PlacementEnd.Retirement));

        city.Send(Place("again", "new", "st")).ShouldBeOfType<LedgerOutcome.Posted>();
    }

    internal static QuotaEntry Entry(string id, QuotaReason reason, string? from, string? to, int count) =>
        new(id, "楚编发〔2020〕7号", Day, reason, from, to, count, ApprovalNo: reason is QuotaReason.Issue or QuotaReason.Withdrawal ? "鄂编〔2020〕1号" : null);

    internal static LedgerCommand.PostQuotaEntry Post(string id, QuotaEntry entry) => new(id, Day, entry);

    private static LedgerCommand.PlacePerson Place(string id, string person, string account) => new(id, Day, City.Placement(person, account, PlacementKind.Enter));

    private static LedgerCommand.AllotInternal Allot(string id, string internalOrgan, int count) => new(id, Day, internalOrgan, "fg", "综合科", count);

    private static void Expect(City city, Func<string, LedgerCommand> command, string? rule)
    {
        if (rule is null)
        {
            city.Must(command);
        }
        else
        {
            city.Refused(command).Rule.ShouldBe(rule);
        }

        city.ShouldBeSound();
    }
}
