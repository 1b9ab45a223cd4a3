using Orchestrator.Contracts.Terms;
using Orchestrator.HumanResources.Rules;
using Orchestrator.HumanResources.Terms;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.HumanResources;

public sealed class QuotaRuleSpecs
{
    public static TheoryData<QuotaType, PersonnelIdentity> Everything()
    {
        var data = new TheoryData<QuotaType, PersonnelIdentity>();
        foreach (var quota in Enum.GetValues<QuotaType>())
        {
            foreach (var identity in Enum.GetValues<PersonnelIdentity>())
            {
                data.Add(quota, identity);
            }
        }

        return data;
    }

    /// <summary>The matrix once more, as the catalogue prints it: a row per quota, a column per identity.</summary>
    [Theory]
    [MemberData(nameof(Everything))]
    public void A_quota_takes_the_identities_of_the_matrix(QuotaType quota, PersonnelIdentity identity)
    {
        var column = identity.Group() switch
        {
            IdentityGroup.CivilServant => 0,
            IdentityGroup.UnderCivilServiceLaw => 1,
            IdentityGroup.Institution => 2,
            IdentityGroup.OrganWorker => 3,
            _ => 4,
        };
        var matrix = new Dictionary<QuotaType, string>
        {
            [QuotaType.Administrative] = "✓----",
            [QuotaType.PoliticalAndLegal] = "✓----",
            [QuotaType.Enforcement] = "✓----",
            [QuotaType.CivilServiceInstitution] = "-✓---",
            [QuotaType.FullyFunded] = "--✓--",
            [QuotaType.PartlyFunded] = "--✓--",
            [QuotaType.SelfFunded] = "--✓--",
            [QuotaType.Support] = "---✓-",
            [QuotaType.None] = "----✓",
        };
        var fires = Scenario.Clean.Standing(Scenario.Manager with { Quota = quota, Identity = identity }).Ids().Contains("P-12 B");
        fires.ShouldBe(matrix[quota][column] != '✓');
    }

    [Theory]
    [InlineData("楚组函〔2020〕8号", "P-12 W")]
    [InlineData(" ", "P-12 B")]
    [InlineData(null, "P-12 B")]
    public void What_history_left_over_needs_an_approval(string? approval, string rule) =>
        Scenario.Clean.Standing(Scenario.Manager with { Quota = QuotaType.Administrative, Identity = PersonnelIdentity.OrganWorker })
            .With(row => row with { Approvals = new RowApprovals(HistoricalIdentity: approval) }).Ids().ShouldBe([rule]);

    [Theory]
    [InlineData(0, "P-13 B")]
    [InlineData(1, null)]
    public void A_unit_takes_people_of_the_kinds_it_has(int authorized, string? rule)
    {
        var scenario = Scenario.Clean with { Accounts = [new ReceivingAccount("s", QuotaType.FullyFunded, FundingForm.Full, authorized)] };
        scenario.Ids().ShouldBe(rule is null ? [] : [rule]);
    }

    [Fact]
    public void The_account_must_be_the_receiving_unit_s() =>
        (Scenario.Clean with { Accounts = [new ReceivingAccount("f", QuotaType.FullyFunded, FundingForm.Full, 9)] })
            .Check().ShouldHaveSingleItem().Message.ShouldBe("第1行：一街街道办事处没有核定“全额拨款事业编制”，不能接收。");

    [Theory]
    [InlineData(FundingForm.Full, null, null)]
    [InlineData(FundingForm.Partial, null, "P-14 B")]
    [InlineData(FundingForm.Partial, " ", "P-14 B")]
    [InlineData(FundingForm.Partial, "楚财函〔2020〕5号", "P-14 W")]
    public void Another_funding_form_needs_the_finance_bureau(FundingForm offered, string? approval, string? rule)
    {
        var scenario = Scenario.Clean with { Accounts = [new ReceivingAccount("s", QuotaType.FullyFunded, offered, 9)] };
        scenario.With(row => row with { Approvals = new RowApprovals(Funding: approval) }).Ids().ShouldBe(rule is null ? [] : [rule]);
    }

    [Fact]
    public void One_account_of_the_same_form_is_enough() =>
        (Scenario.Clean with
        {
            Accounts =
            [
                new ReceivingAccount("s", QuotaType.FullyFunded, FundingForm.Partial, 9),
                new ReceivingAccount("s", QuotaType.FullyFunded, FundingForm.Full, 9),
            ],
        }).Ids().ShouldBeEmpty();

    [Fact]
    public void Hired_people_and_people_in_a_quota_have_lists_of_their_own()
    {
        (Scenario.CleanHired with { Parameters = Scenario.Clean.Parameters }).Ids().ShouldBe(["P-21 B"]);
        (Scenario.Clean with { Parameters = Scenario.CleanHired.Parameters }).Ids().ShouldBe(["P-21 B"]);
    }

    [Fact]
    public void Every_kind_of_hired_person_has_no_quota()
    {
        foreach (var identity in Enum.GetValues<PersonnelIdentity>().Where(each => each.Group() == IdentityGroup.Hired))
        {
            Scenario.CleanHired.Standing(Scenario.Hired with { Identity = identity }).Ids().ShouldBeEmpty();
            Scenario.CleanHired.Standing(Scenario.Hired with { Identity = identity, Quota = QuotaType.FullyFunded, Funding = FundingForm.Full })
                .Ids().ShouldBe(["P-12 B", "P-21 B"]);
        }
    }
}
