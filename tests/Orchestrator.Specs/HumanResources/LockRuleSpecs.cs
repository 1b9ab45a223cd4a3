using Orchestrator.Contracts;
using Orchestrator.Contracts.People;
using Orchestrator.Contracts.Terms;
using Orchestrator.Contracts.Transfers;
using Orchestrator.HumanResources.Register;
using Orchestrator.HumanResources.Relations;
using Orchestrator.HumanResources.Terms;
using Orchestrator.HumanResources.Transfers;
using Orchestrator.Runtime.Rules;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.HumanResources;

/// <summary>Whom a transfer may lock in the register.</summary>
public sealed class LockRuleSpecs
{
    private static readonly KnownRelations Silent = new(Array.Empty<Contract>().ToLookup(_ => Key(1)), Array.Empty<Insurance>().ToLookup(_ => Key(1)), false, false);

    [Fact]
    public void Whoever_is_in_the_register_where_the_transfer_says_is_locked() => Check([Person(1)], [Row(1)]).ShouldBeEmpty();

    [Fact]
    public void P_10_who_is_not_there_is_not_in_a_quota()
    {
        Check([Person(1)], []).Single().ShouldBe(Finding.Block("P-10", "rows[0].fromUnit", "第1行：实名制台账中没有此人，不在编。"));
        Check([Person(1)], [Row(1, unit: ("D3", "麓川区"))]).Single().Message.ShouldBe("第1行：实名制台账中此人的编制在麓川区，不在澄湖区。");
    }

    [Fact]
    public void P_11_the_kind_of_quota_is_the_registers() => Check([Person(1) with { Type = QuotaType.Enforcement }], [Row(1)]).Single().Rule.ShouldBe("P-11");

    [Theory]
    [InlineData("1960-10-28", "P-15", Severity.Block)]
    [InlineData("1960-10-29", "P-16", Severity.Warn)]
    [InlineData("1961-10-28", "P-16", Severity.Warn)]
    public void P_15_P_16_retirement_is_reckoned_again_on_the_day_of_the_transfer(string birth, string rule, Severity severity)
    {
        var found = Check([Person(1)], [Row(1, birth: DateOnly.Parse(birth, null))]).Single();
        (found.Rule, found.Severity).ShouldBe((rule, severity));
    }

    [Fact]
    public void Nobody_is_locked_twice()
    {
        Check([Person(1), Person(2), Person(1)], [Row(1), Row(2)]).Single().ShouldBe(Finding.Block("hr.twice", "rows[2].person", "第3行：与第1行是同一人，一次转隶只能列一次。"));
        Check([Person(1), Person(2)], [Row(1), Row(2)], Key(2)).Single().ShouldBe(Finding.Block("hr.locked", "rows[1].person", "第2行：人事关系已由另一转隶事项冻结，须待其执行或者释放。"));
    }

    private static IReadOnlyList<Finding> Check(IReadOnlyList<LockedPerson> people, IReadOnlyList<PersonRow> register, params PersonKey[] held) => LockRules.Check(
        new LockPeople(new About(null, "t1", 0, null, null, "c1"), new DateOnly(2020, 10, 28), people, [new("D1", "澄湖区"), new("D2", "望楚区")]),
        register.ToDictionary(row => Key(row.PersonKey[^1] - '0')), Silent, held.ToHashSet());

    private static PersonKey Key(int n) => PersonKey.TryParse($"{n:x64}", out var key) ? key : throw new ArgumentOutOfRangeException(nameof(n));

    private static LockedPerson Person(int n) => new(Key(n), "D1", "D2", QuotaType.Administrative, FundingForm.Full);

    private static PersonRow Row(int n, (string Id, string Name)? unit = null, DateOnly? birth = null) => new()
    {
        PersonKey = $"{Key(n)}", Name = "韩阳巨", CitizenNumber = "990101198506090013", Gender = Gender.Male, UnitId = unit?.Id ?? "D1", UnitName = unit?.Name ?? "澄湖区",
        Quota = QuotaType.Administrative, Funding = FundingForm.Full, Identity = PersonnelIdentity.CivilServant, BirthDate = birth ?? new(1985, 6, 9), StartedWorkOn = new(2008, 7, 1),
    };
}
