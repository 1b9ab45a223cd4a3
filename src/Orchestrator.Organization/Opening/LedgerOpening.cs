using Orchestrator.Contracts.People;
using Orchestrator.Contracts.Terms;
using Orchestrator.Organization.Book;
using Orchestrator.Organization.Ledger;
using Orchestrator.Organization.Organs;
using Orchestrator.Runtime;
using Orchestrator.Spreadsheets;
using Orchestrator.Spreadsheets.Intake;

namespace Orchestrator.Organization.Opening;

/// <summary>One row of the opening as a command of the ledger, with the place that answers for it.</summary>
/// <param name="Column">Null when it is the whole row.</param>
internal sealed record OpeningCommand(string Sheet, int Row, string? Column, LedgerCommand Command);

/// <param name="Commands">In an order in which the ledger takes them: organs, accounts with their quotas, people, plans where there are too many.</param>
internal sealed record LedgerOpening(IReadOnlyList<OpeningCommand> Commands, int Units, int Accounts, int Quotas, int People);

/// <summary>期初建账 of the quota ledger: organs, accounts, authorized numbers, and who sits on them.</summary>
internal sealed class LedgerIntake(LedgerBook book, QuotaParameters parameters, PersonKeySecret secret) : IWorkbookIntake<LedgerOpening>
{
    private const string Accounts = "机构与编制";
    private const string People = "在编人员";
    private const int MostQuotas = 100_000;

    private static readonly IReadOnlyDictionary<string, OrganType> Types = Enum.GetValues<OrganType>().ToDictionary(type => type.Label(), StringComparer.Ordinal);
    private static readonly IReadOnlyDictionary<string, AdministrativeLevel> Levels = Enum.GetValues<AdministrativeLevel>().ToDictionary(level => level.Label(), StringComparer.Ordinal);

    public string Title => "编制台账期初建账";

    public IReadOnlyList<TableForm> Forms { get; } =
    [
        new(Accounts,
        [
            new("单位编码", "与系统“单位”页的编码一致；同一单位可有多行，每行一个编制账户"),
            new("单位名称", "规范名称，同一单位各行须一致"),
            new("机构性质", $"{string.Join('、', Types.Keys)}"),
            new("层级", $"{string.Join('、', Levels.Keys)}；街道填区县级"),
            new("编制类型", string.Join('、', QuotaTypes.AccountTypes.Keys)),
            new("经费形式", string.Join('、', QuotaTypes.AccountFundings.Keys)),
            new("核定数", "期初核定编制数，整数"),
            new("文号", "核定编制的文件文号"),
            new("建账日期", "期初数的截止日期，如 2020-01-01"),
            new("超编消化文号", "在编人员多于核定数时填写消化方案的文号", Required: false),
            new("超编消化期限", "消化方案的最后一日（含当日）", Required: false),
        ]),
        new(People,
        [
            new("公民身份号码", "18位，单元格设为文本格式；本系统只据此计算人员标识，不保存号码"),
            new("单位编码", "所在单位，须在“机构与编制”中"),
            new("编制类型", "所占编制的类型"),
            new("经费形式", "所占编制的经费形式"),
        ]),
    ];

    public LedgerOpening Read(IReadOnlyList<CellSheet> workbook, List<TableProblem> problems)
    {
        if (workbook.Count == 0)
        {
            return new([], 0, 0, 0, 0);
        }

        var accounts = ReadAccounts(Forms[0].Rows(workbook, problems));
        var people = ReadPeople(Forms[1].Rows(workbook, problems), accounts.ToDictionary(account => account.Account.Id));
        var there = people.CountBy(person => person.Account.Account.Id).ToDictionary();
        return new(
            [.. accounts.DistinctBy(account => account.Organ.Id).Select(Register), .. accounts.SelectMany(Open), .. accounts.SelectMany(account => Plan(account, there.GetValueOrDefault(account.Account.Id))), .. people.Select(Place)],
            accounts.Select(account => account.Organ.Id).Distinct().Count(), accounts.Count, accounts.Sum(account => account.Count), people.Count);
    }

    public async Task Judge(LedgerOpening content, List<TableProblem> problems, CancellationToken ct)
    {
        var ledger = (await book.Read(ct)).Ledger;
        var known = ledger.Organs;
        foreach (var row in content.Commands)
        {
            if (row.Command is LedgerCommand.RegisterOrgan { Organ: var organ } && known.TryGetValue(organ.Id, out var before) && (before.Name, before.Type, before.Level) != (organ.Name, organ.Type, organ.Level))
            {
                problems.Add(new(row.Sheet, row.Row, row.Column, $"台账中编码“{organ.Id}”已是{before.Level.Label()}{before.Type.Label()}“{before.Name}”，与此行不一致。"));
                continue;
            }

            if (row.Command is LedgerCommand.OpenAccount { Account: var account } && ledger.Accounts.ContainsKey(account.Id))
            {
                problems.Add(new(row.Sheet, row.Row, row.Column, $"单位“{account.OrganId}”的{account.Type.Label()}（{account.Funding.Label()}）已经建账。"));
                continue;
            }

            switch (LedgerDecisions.Decide(ledger, row.Command, parameters))
            {
                case LedgerOutcome.Posted posted:
                    ledger = posted.Ledger;
                    break;
                case LedgerOutcome.Refused refused:
                    problems.AddRange(refused.Reasons.Select(reason => new TableProblem(row.Sheet, row.Row, row.Column, reason.Message)));
                    break;
                default:
                    // An organ that is there already, with other accounts.
                    break;
            }
        }
    }

    public IReadOnlyList<IntakeTotal> Totals(LedgerOpening content) =>
        [new("单位", $"{content.Units}个"), new("编制账户", $"{content.Accounts}个"), new("核定编制", $"{content.Quotas}名"), new("在编人员", $"{content.People}人")];

    public async Task<Outcome<Done>> Enter(LedgerOpening content, UnitOfWork work) =>
        await book.Post(work, content.Commands.Select(row => row.Command), parameters) is LedgerOutcome.Refused(var reasons)
            ? Refusal.Conflict(reasons[0].Rule, string.Join("；", reasons.Select(reason => reason.Message)))
            : Done.Value;

    private static List<AccountRow> ReadAccounts(IReadOnlyList<TableRow> rows)
    {
        var read = new List<AccountRow>();
        var (organs, seen) = (new Dictionary<string, Organ>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var row in rows)
        {
            var (unit, name, type, level) = (row.Text("单位编码"), row.Text("单位名称"), row.Term("机构性质", Types), row.Term("层级", Levels));
            var (quota, funding, count) = (row.Term("编制类型", QuotaTypes.AccountTypes), row.Term("经费形式", QuotaTypes.AccountFundings), row.Whole("核定数", 0, MostQuotas));
            var (doc, day, planNo, until) = (row.Text("文号"), row.Day("建账日期"), row.Text("超编消化文号"), row.Day("超编消化期限"));
            if (!row.Sound)
            {
                continue;
            }

            var organ = new Organ(unit, name, type!.Value, level!.Value);
            if (organs.TryGetValue(unit, out var same) && same != organ)
            {
                row.Wrong("单位编码", $"单位“{unit}”在前面的行里写作{same.Level.Label()}{same.Type.Label()}“{same.Name}”，与此行不一致。");
            }
            else if (!seen.Add(AccountId(unit, quota!.Value, funding!.Value)))
            {
                row.Wrong("编制类型", $"单位“{unit}”的{quota.Value.Label()}（{funding.Value.Label()}）出现了两次。");
            }
            else if ((planNo.Length == 0) != (until is null))
            {
                row.Wrong(planNo.Length == 0 ? "超编消化文号" : "超编消化期限", "超编消化文号和期限须一并填写。");
            }
            else
            {
                organs[unit] = organ;
                read.Add(new(row.Number, organ, new(AccountId(unit, quota.Value, funding.Value), unit, quota.Value, funding.Value, level.Value), count!.Value, doc, day!.Value, planNo, until));
            }
        }

        return read;
    }

    private List<PlacementRow> ReadPeople(IReadOnlyList<TableRow> rows, Dictionary<string, AccountRow> accounts)
    {
        var read = new List<PlacementRow>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var (number, unit) = (row.Citizen("公民身份号码"), row.Text("单位编码"));
            var (quota, funding) = (row.Term("编制类型", QuotaTypes.AccountTypes), row.Term("经费形式", QuotaTypes.AccountFundings));
            if (!row.Sound)
            {
                continue;
            }

            var key = $"{PersonKey.Of(number!, secret)}";
            if (!seen.TryAdd(key, row.Number))
            {
                row.Wrong("公民身份号码", $"与第{seen[key]}行是同一人。");
            }
            else if (!accounts.TryGetValue(AccountId(unit, quota!.Value, funding!.Value), out var account))
            {
                row.Wrong("单位编码", $"“{Accounts}”中没有单位“{unit}”的{quota.Value.Label()}（{funding.Value.Label()}）。");
            }
            else
            {
                read.Add(new(row.Number, key, account));
            }
        }

        return read;
    }

    private static string AccountId(string unit, QuotaType quota, FundingForm funding) => $"{unit}-{quota}-{funding}";

    private static OpeningCommand Register(AccountRow row) => new(Accounts, row.Number, "单位编码", new LedgerCommand.RegisterOrgan($"opening:organ:{row.Organ.Id}", row.Day, row.Organ));

    private static IEnumerable<OpeningCommand> Open(AccountRow row)
    {
        yield return new(Accounts, row.Number, "编制类型", new LedgerCommand.OpenAccount($"opening:account:{row.Account.Id}", row.Day, row.Account));
        if (row.Count > 0)
        {
            yield return new(Accounts, row.Number, "核定数", new LedgerCommand.PostQuotaEntry(
                $"opening:entry:{row.Account.Id}", row.Day, new($"opening-{row.Account.Id}", row.DocNo, row.Day, QuotaReason.Opening, null, row.Account.Id, row.Count)));
        }
    }

    // Before the people: an account takes more of them than its quotas only within a plan.
    private static IEnumerable<OpeningCommand> Plan(AccountRow row, int people)
    {
        if (row.Until is { } until && people > row.Count)
        {
            yield return new(Accounts, row.Number, "超编消化期限", new LedgerCommand.ApprovePlan($"opening:plan:{row.Account.Id}", row.Day, new(row.Account.Id, people - row.Count, until, row.PlanNo)));
        }
    }

    private static OpeningCommand Place(PlacementRow row) => new(People, row.Number, null, new LedgerCommand.PlacePerson(
        $"opening:place:{row.Key}", row.Account.Day, new($"opening-{row.Key}", row.Key, row.Account.Account.Id, PlacementKind.Register, row.Account.Day, row.Account.DocNo)));

    private sealed record AccountRow(int Number, Organ Organ, QuotaAccount Account, int Count, string DocNo, DateOnly Day, string PlanNo, DateOnly? Until);

    private sealed record PlacementRow(int Number, string Key, AccountRow Account);
}
