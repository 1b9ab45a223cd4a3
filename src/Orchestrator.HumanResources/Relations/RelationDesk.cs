using Microsoft.EntityFrameworkCore;
using Orchestrator.Engine.Calendar;
using Orchestrator.HumanResources.Register;
using Orchestrator.Runtime;
using Orchestrator.Runtime.Sagas;

namespace Orchestrator.HumanResources.Relations;

/// <summary>
/// What 人社 does with contracts and insurances beside transfers. Employer and payer are always the person's unit in the
/// register; while a transfer holds the person nothing changes.
/// </summary>
internal sealed class RelationDesk(UnitOfWork work)
{
    private const int Longest = 100;
    private static readonly DateOnly Earliest = new(1949, 10, 1);

    public static Refusal Unknown { get; } = Refusal.NotFound("register.unknown", "实名制台账中没有这个人员。");

    private readonly HumanResourcesDb _db = work.Db<HumanResourcesDb>();
    private readonly List<FieldProblem> _problems = [];

    public Task<Outcome<Done>> Sign(string personKey, SignContract asked) => For(personKey, async person =>
    {
        var (kind, number, starts, doc) = (Need("kind", asked.Kind, "合同类型"), Number(asked.Number), Day("startsOn", asked.StartsOn, "合同起始日期", 1), Document(asked.DocNo));
        Ends("endsOn", asked.EndsOn, starts);
        if (ContractKinds.Unfit(person.Identity, kind) is { } unfit && asked.Kind is not null)
        {
            Wrong("kind", unfit);
        }

        if (await _db.Contracts.AnyAsync(row => row.Number == number, work.Cancellation))
        {
            Wrong("number", $"合同编号“{number}”已经登记。");
        }

        if (await _db.Contracts.Where(row => row.PersonKey == personKey && row.EndedOn == null).Select(row => row.Number).FirstOrDefaultAsync(work.Cancellation) is { } running)
        {
            Wrong("", $"合同{running}还在履行，须先终止或者续订。");
        }

        if (_problems.Count > 0)
        {
            return;
        }

        var contract = new Contract { Number = number, PersonKey = personKey, Kind = kind, UnitId = person.UnitId, UnitName = person.UnitName, StartsOn = starts, EndsOn = asked.EndsOn };
        _db.Contracts.Add(contract);
        Tell(person, RelationChangeKind.ContractSigned, ContractKinds.Named(contract), null, Unit(person), starts, doc);
    });

    public Task<Outcome<Done>> Renew(string personKey, string number, RenewContract asked) => OnContract(personKey, number, (person, contract) =>
    {
        var doc = Document(asked.DocNo);
        Ends("endsOn", asked.EndsOn, contract.StartsOn);
        if (asked.EndsOn is { } ends && (contract.EndsOn is not { } before || ends <= before))
        {
            Wrong("endsOn", contract.EndsOn is { } had ? $"续订后的终止日期应晚于{had:yyyy-MM-dd}；不填为无固定期限。" : "无固定期限的合同不能改为有期限。");
        }
        else if (asked.EndsOn is null && contract.EndsOn is null)
        {
            Wrong("endsOn", "已是无固定期限的合同，无须续订。");
        }

        if (_problems.Count > 0)
        {
            return;
        }

        Tell(person, RelationChangeKind.ContractRenewed, ContractKinds.Named(contract), Unit(contract), Unit(contract), contract.EndsOn?.AddDays(1) ?? contract.StartsOn, doc);
        (contract.EndsOn, contract.Revision) = (asked.EndsOn, contract.Revision + 1);
    });

    public Task<Outcome<Done>> End(string personKey, string number, EndContract asked) => OnContract(personKey, number, (person, contract) =>
    {
        var (on, doc) = (Day("on", asked.On, "终止日期", 0), Document(asked.DocNo));
        NotBefore("on", on, contract.StartsOn, "合同起始日期");
        if (_problems.Count > 0)
        {
            return;
        }

        Tell(person, RelationChangeKind.ContractEnded, ContractKinds.Named(contract), Unit(contract), null, on, doc);
        (contract.EndedOn, contract.Revision) = (on, contract.Revision + 1);
    });

    public Task<Outcome<Done>> Begin(string personKey, BeginInsurance asked) => For(personKey, async person =>
    {
        var (kind, from, doc) = (Need("kind", asked.Kind, "险种"), Month(Day("from", asked.From, "参保起始月", 1)), Document(asked.DocNo));
        var all = await _db.Insurances.Where(row => row.PersonKey == personKey).ToListAsync(work.Cancellation);
        var before = all.FindAll(row => row.Kind == kind);
        if (before.Find(row => row.EndedOn is null) is { } open)
        {
            Wrong("kind", $"{InsuranceKinds.Terms.Of(kind)}已由{open.PayerName}参保。");
        }
        else if (all.Find(row => row.EndedOn is null && kind.Excludes(row.Kind)) is { } other)
        {
            Wrong("kind", $"已参加{InsuranceKinds.Terms.Of(other.Kind)}，须先停保：一人只有一个养老保险关系。");
        }
        else if (before.Max(row => row.EndedOn) is { } ended && from <= ended)
        {
            Wrong("from", $"{InsuranceKinds.Terms.Of(kind)}缴至{ended:yyyy-MM-dd}，再次参保应在其后。");
        }

        if (_problems.Count > 0)
        {
            return;
        }

        _db.Insurances.Add(new() { PersonKey = personKey, Kind = kind, StartsOn = from, PayerId = person.UnitId, PayerName = person.UnitName, PaidFrom = from });
        Tell(person, RelationChangeKind.InsuranceBegun, InsuranceKinds.Terms.Of(kind), null, Unit(person), from, doc);
    });

    public Task<Outcome<Done>> Stop(string personKey, string kind, StopInsurance asked) => OnInsurance(personKey, kind, (person, insurance) =>
    {
        var (on, doc) = (Day("on", asked.On, "停止日期", 0), Document(asked.DocNo));
        NotBefore("on", on, insurance.StartsOn, "参保起始日期");
        if (_problems.Count > 0)
        {
            return;
        }

        Tell(person, RelationChangeKind.InsuranceStopped, InsuranceKinds.Terms.Of(insurance.Kind), Unit(insurance), null, on, doc);
        (insurance.EndedOn, insurance.Revision) = (on, insurance.Revision + 1);
    });

    public Task<Outcome<Done>> PayHere(string personKey, string kind, ChangePayer asked) => OnInsurance(personKey, kind, (person, insurance) =>
    {
        var (from, doc) = (Month(Day("from", asked.From, "变更起始月", 1)), Document(asked.DocNo));
        if (insurance.PayerId == person.UnitId)
        {
            Wrong("", $"参保单位已是{person.UnitName}，无须变更。");
        }

        NotBefore("from", from, insurance.PaidFrom, "原参保单位缴费的起始日期");
        if (_problems.Count > 0)
        {
            return;
        }

        Tell(person, RelationChangeKind.PayerChanged, InsuranceKinds.Terms.Of(insurance.Kind), Unit(insurance), Unit(person), from, doc);
        insurance.PaidBy(Unit(person), from);
    });

    private Task<Outcome<Done>> OnContract(string personKey, string number, Action<PersonRow, Contract> deed) => For(personKey, async person =>
    {
        if (await _db.Contracts.SingleOrDefaultAsync(row => row.PersonKey == personKey && row.Number == number && row.EndedOn == null, work.Cancellation) is { } contract)
        {
            deed(person, contract);
        }
        else
        {
            Wrong("", $"没有在履行的合同“{number}”，请刷新后查看。");
        }
    });

    private Task<Outcome<Done>> OnInsurance(string personKey, string kind, Action<PersonRow, Insurance> deed) => For(personKey, async person =>
    {
        if (Enum.TryParse<InsuranceKind>(kind, out var known) && Enum.IsDefined(known)
            && await _db.Insurances.SingleOrDefaultAsync(row => row.PersonKey == personKey && row.Kind == known && row.EndedOn == null, work.Cancellation) is { } insurance)
        {
            deed(person, insurance);
        }
        else
        {
            Wrong("", "没有参加这个险种，请刷新后查看。");
        }
    });

    private async Task<Outcome<Done>> For(string personKey, Func<PersonRow, Task> deed)
    {
        if (await _db.People.SingleOrDefaultAsync(row => row.PersonKey == personKey, work.Cancellation) is not { } person)
        {
            return Unknown;
        }

        if (await _db.Locks.Where(row => row.PersonKey == personKey && row.State == HoldState.Held).Select(row => row.TransferId).FirstOrDefaultAsync(work.Cancellation) is { } transfer)
        {
            return Refusal.Conflict("relations.held", $"人事关系已由转隶{transfer}冻结，须待其执行或者释放。");
        }

        await deed(person);
        if (_problems.Count > 0)
        {
            return Refusal.Invalid("relations.invalid", string.Join("", _problems.Select(problem => problem.Message)), _problems);
        }

        // A transfer that wants him at the same moment is found out at the commit.
        person.Revision++;
        work.Changed("transfers");
        return Done.Value;
    }

    private void Tell(PersonRow person, RelationChangeKind kind, string about, KnownUnit? from, KnownUnit? to, DateOnly on, string doc) => _db.RelationChanges.Add(new()
    {
        PersonKey = person.PersonKey, Kind = kind, About = about, FromUnitId = from?.Id, FromUnitName = from?.Name, ToUnitId = to?.Id, ToUnitName = to?.Name, HappensOn = on, DocNo = doc,
        ById = work.Actor.Id, ByName = work.Actor.Name, At = work.Now,
    });

    private static KnownUnit Unit(PersonRow person) => new(person.UnitId, person.UnitName);

    private static KnownUnit Unit(Contract contract) => new(contract.UnitId, contract.UnitName);

    private static KnownUnit Unit(Insurance insurance) => new(insurance.PayerId, insurance.PayerName);

    private void Wrong(string path, string message) => _problems.Add(new(path, message));

    private T Need<T>(string path, T? value, string name) where T : struct, Enum
    {
        if (value is not { } given || !Enum.IsDefined(given))
        {
            Wrong(path, $"请选择{name}。");
        }

        return value ?? default;
    }

    /// <param name="months">How many months after this one it may be.</param>
    private DateOnly Day(string path, DateOnly? value, string name, int months)
    {
        if (value is not { } day)
        {
            Wrong(path, $"请填写{name}。");
            return default;
        }

        // What has begun or ended far ahead would count as begun or ended today.
        var latest = Month(WorkingCalendar.National.LocalDate(work.Now)).AddMonths(months + 1).AddDays(-1);
        if (day < Earliest || day > latest)
        {
            Wrong(path, $"{name}应在{Earliest:yyyy-MM-dd}至{latest:yyyy-MM-dd}之间。");
        }

        return day;
    }

    private void Ends(string path, DateOnly? ends, DateOnly starts)
    {
        if (ends is { } day && (day <= starts || day > starts.AddYears(60)))
        {
            Wrong(path, "终止日期应晚于起始日期；不填为无固定期限。");
        }
    }

    private void NotBefore(string path, DateOnly day, DateOnly first, string name)
    {
        if (day != default && day < first)
        {
            Wrong(path, $"不能早于{name}（{first:yyyy-MM-dd}）。");
        }
    }

    private string Number(string? value)
    {
        var number = value?.Trim() ?? "";
        if (!ContractNumber.IsWellFormed(number))
        {
            Wrong("number", number.Length == 0 ? "请填写合同编号。" : ContractNumber.Shape);
        }

        return number;
    }

    private string Document(string? value)
    {
        var text = value?.Trim() ?? "";
        if (text.Length is 0 or > Longest)
        {
            Wrong("docNo", $"请填写依据（文号或材料名称），不超过{Longest}个字符。");
        }

        return text;
    }

    private static DateOnly Month(DateOnly day) => new(day.Year, day.Month, 1);
}
