using Orchestrator.Contracts.People;
using Orchestrator.Contracts.Terms;
using Orchestrator.HumanResources.Register;
using Orchestrator.HumanResources.Relations;
using Orchestrator.HumanResources.Rules;
using Orchestrator.HumanResources.Terms;
using Orchestrator.Runtime.Rules;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.HumanResources;

/// <summary>What contracts and insurances say when a transfer locks somebody.</summary>
public sealed class RelationRuleSpecs
{
    private static readonly DateOnly On = new(2020, 10, 28);
    private static readonly KnownUnit Here = new("D1", "澄湖区");
    private static readonly PersonKey Person = PersonKey.TryParse($"{1:x64}", out var key) ? key : throw new InvalidOperationException();

    [Theory]
    [InlineData(PersonnelIdentity.InstitutionManager, true)]
    [InlineData(PersonnelIdentity.InstitutionSpecialist, true)]
    [InlineData(PersonnelIdentity.ContractCivilServant, true)]
    [InlineData(PersonnelIdentity.Dispatched, true)]
    [InlineData(PersonnelIdentity.CivilServant, false)]
    [InlineData(PersonnelIdentity.UnderCivilServiceLaw, false)]
    [InlineData(PersonnelIdentity.OrganWorker, false)]
    public void P_22_asks_for_a_running_contract_of_whoever_serves_by_one(PersonnelIdentity identity, bool asked)
    {
        var found = RelationRules.ContractRuns(Row(identity), Known([], []), On).ToList();
        found.Select(finding => (finding.Rule, finding.Severity, finding.Path)).ShouldBe(asked ? [("P-22", Severity.Block, "rows[0].contract")] : []);
        RelationRules.ContractRuns(Row(identity), Known([Contract()], []), On).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2020-10-27", true)]
    [InlineData("2020-10-28", false)]
    [InlineData(null, false)]
    public void P_22_tells_of_a_contract_that_has_run_out_on_the_day_of_the_transfer(string? endsOn, bool told)
    {
        var contract = Contract(endsOn is null ? null : DateOnly.Parse(endsOn, null));
        RelationRules.ContractRuns(Row(PersonnelIdentity.InstitutionManager), Known([contract], []), On).Select(finding => finding.Message)
            .ShouldBe(told ? ["第1行：合同HT-1于2020-10-27到期，早于转隶之日，须先续订。"] : []);
    }

    [Fact]
    public void M3_tells_of_nobody_when_the_book_knows_no_insurance_at_all()
    {
        RelationRules.Insured(Row(), Known([], [])).Single().ShouldBe(Finding.Warn("M3", "rows[0].insurance", "第1行：在编而未参加社会保险。"));
        RelationRules.Insured(Row(), Known([], [Insurance("D1", "澄湖区")])).ShouldBeEmpty();
        RelationRules.Insured(Row(), (Known([], []) with { KnowsContracts = false, KnowsInsurances = false })).ShouldBeEmpty();
        RelationRules.ContractRuns(Row(PersonnelIdentity.InstitutionManager), (Known([], []) with { KnowsContracts = false, KnowsInsurances = false }), On).ShouldBeEmpty();
    }

    [Fact]
    public void M4_blocks_whom_another_unit_insures()
    {
        RelationRules.PaidByOwnUnit(Row(), Here, Known([], [Insurance("D1", "澄湖区")])).ShouldBeEmpty();
        RelationRules.PaidByOwnUnit(Row(), Here, Known([], [Insurance("D2", "望楚区", InsuranceKind.Medical), Insurance("D2", "望楚区"), Insurance("D1", "澄湖区", InsuranceKind.WorkInjury)])).Single()
            .ShouldBe(Finding.Block("M4", "rows[0].insurance", "第1行：编制在澄湖区，机关事业单位养老保险、医疗保险的参保单位为望楚区，须先办理参保单位变更。"));
    }

    [Theory]
    [InlineData("2020-10-01", "2020-10-01")]
    [InlineData("2020-10-02", "2020-11-01")]
    [InlineData("2020-12-31", "2021-01-01")]
    public void The_receiving_unit_pays_from_the_first_month_that_begins_after_the_move(string moved, string from) =>
        InsuranceKinds.FirstMonth(DateOnly.Parse(moved, null)).ShouldBe(DateOnly.Parse(from, null));

    [Theory]
    [InlineData(PersonnelIdentity.InstitutionManager, ContractKind.Appointment, null)]
    [InlineData(PersonnelIdentity.InstitutionManager, ContractKind.CivilService, "人员身份为事业管理人员，应签订聘用合同。")]
    [InlineData(PersonnelIdentity.OrganWorker, ContractKind.Labour, null)]
    [InlineData(PersonnelIdentity.Dispatched, ContractKind.Labour, "人员身份为劳务派遣，应签订劳务派遣合同。")]
    [InlineData(PersonnelIdentity.CivilServant, ContractKind.CivilService, "人员身份为公务员，是任命制，不签订合同。")]
    public void Each_identity_has_its_kind_of_contract(PersonnelIdentity identity, ContractKind kind, string? unfit) => ContractKinds.Unfit(identity, kind).ShouldBe(unfit);

    private static KnownRelations Known(Contract[] contracts, Insurance[] insurances) => new(contracts.ToLookup(_ => Person), insurances.ToLookup(_ => Person), true, true);

    private static Contract Contract(DateOnly? endsOn = null) =>
        new() { Number = "HT-1", PersonKey = $"{Person}", Kind = ContractKind.Appointment, UnitId = "D1", UnitName = "澄湖区", StartsOn = new(2018, 7, 1), EndsOn = endsOn };

    private static Insurance Insurance(string unit, string name, InsuranceKind kind = InsuranceKind.PublicPension) =>
        new() { PersonKey = $"{Person}", Kind = kind, StartsOn = new(2018, 7, 1), PayerId = unit, PayerName = name, PaidFrom = new(2018, 7, 1) };

    private static RowFacts Row(PersonnelIdentity identity = PersonnelIdentity.CivilServant) => new()
    {
        Index = 0, Person = Person, Gender = Gender.Male, BirthDate = new(1985, 6, 9), StartedWorkOn = new(2008, 7, 1), From = Here, To = new("D2", "望楚区"),
        Standing = new(QuotaType.Administrative, FundingForm.Full, identity, new Position(null, null, null)),
    };
}
