using Orchestrator.Contracts.People;
using Orchestrator.Contracts.Terms;
using Orchestrator.HumanResources.Register;
using Orchestrator.HumanResources.Relations;
using Orchestrator.HumanResources.Terms;
using Orchestrator.Runtime;
using Orchestrator.Spreadsheets;
using Orchestrator.Spreadsheets.Intake;

namespace Orchestrator.HumanResources.Opening;

/// <summary>What the sheets say, with the row of each part.</summary>
internal sealed record RegisterBook(IReadOnlyList<PersonRow> People, OpeningRelations Relations, IReadOnlyDictionary<OpeningPart, IReadOnlyList<int>> Rows);

/// <summary>期初建账 of the real-name register (实名制台账).</summary>
internal sealed class RegisterIntake(HumanResourcesDb db, PersonKeySecret secret) : IWorkbookIntake<RegisterBook>
{
    private const string People = "实名制人员";
    private const int YoungestAtWork = 16;

    public string Title => "实名制台账期初建账";

    public IReadOnlyList<TableForm> Forms { get; } =
    [
        new(People,
        [
            new("公民身份号码", "18位，单元格设为文本格式"), new("姓名", "与身份证一致"), new("单位编码", "与系统“单位”页的编码一致"), new("单位名称", "规范名称，同一单位各行须一致"),
            new("编制类型", string.Join('、', QuotaTypes.AccountTypes.Keys)), new("经费形式", string.Join('、', QuotaTypes.AccountFundings.Keys)),
            new("人员身份", string.Join('、', Vocabulary.Identities.Written)), new("出生日期", "档案认定的出生日期；不填则取公民身份号码中的", Required: false), new("参加工作时间", "如 2005-07-01"),
            new("入党时间", "没有则不填", Required: false), new("领导职务层次", string.Join('、', Vocabulary.Tiers.Written), Required: false), new("职级", string.Join('、', Vocabulary.Ranks.Written), Required: false),
            new("岗位等级", "事业单位人员填写，如 管理七级、专业技术十级", Required: false),
        ]),
        RelationSheets.Contracts, RelationSheets.Insurances,
    ];

    public RegisterBook Read(IReadOnlyList<CellSheet> workbook, List<TableProblem> problems)
    {
        var (people, rows) = (new List<PersonRow>(), new List<int>());
        var (seen, units) = (new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var row in workbook.Count == 0 ? [] : Forms[0].Rows(workbook, problems))
        {
            if (Person(row) is not { } person)
            {
                continue;
            }

            if (!seen.TryAdd(person.PersonKey, row.Number))
            {
                row.Wrong("公民身份号码", $"与第{seen[person.PersonKey]}行是同一人。");
            }

            if (!units.TryAdd(person.UnitId, person.UnitName) && units[person.UnitId] != person.UnitName)
            {
                row.Wrong("单位名称", $"单位“{person.UnitId}”在前面的行里写作“{units[person.UnitId]}”，与此行不一致。");
            }

            people.Add(person);
            rows.Add(row.Number);
        }

        var (contracts, contractRows) = Relations(RelationSheets.Contracts, RelationSheets.Contract, workbook, problems);
        var (insurances, insuranceRows) = Relations(RelationSheets.Insurances, RelationSheets.Insurance, workbook, problems);
        return new(people, new(contracts, insurances), new Dictionary<OpeningPart, IReadOnlyList<int>>
        {
            [OpeningPart.Person] = rows, [OpeningPart.Contract] = contractRows, [OpeningPart.Insurance] = insuranceRows,
        });
    }

    public async Task Judge(RegisterBook content, List<TableProblem> problems, CancellationToken ct) =>
        problems.AddRange((await RegisterOpening.Judge(content.People, content.Relations, db, ct)).Select(problem => new TableProblem(Sheet(problem.Part), content.Rows[problem.Part][problem.At], null, problem.Message)));

    public IReadOnlyList<IntakeTotal> Totals(RegisterBook content) =>
    [
        new("单位", $"{content.People.Select(person => person.UnitId).Distinct().Count()}个"), new("人员", $"{content.People.Count}人"),
        .. content.People.CountBy(person => person.Quota).OrderBy(pair => pair.Key).Select(pair => new IntakeTotal(pair.Key.Label(), $"{pair.Value}人")),
        .. content.Relations.Contracts.Count == 0 ? [] : new[] { new IntakeTotal("合同", $"{content.Relations.Contracts.Count}份") },
        .. content.Relations.Insurances.CountBy(one => one.Kind).OrderBy(pair => pair.Key).Select(pair => new IntakeTotal(InsuranceKinds.Terms.Of(pair.Key), $"{pair.Value}人")),
    ];

    public Task<Outcome<Done>> Enter(RegisterBook content, UnitOfWork work) => RegisterOpening.Register(content.People, content.Relations, work);

    private static string Sheet(OpeningPart part) => part switch
    {
        OpeningPart.Contract => RelationSheets.Contracts.Name,
        OpeningPart.Insurance => RelationSheets.Insurances.Name,
        _ => People,
    };

    private (List<T> Read, List<int> Rows) Relations<T>(TableForm form, Func<TableRow, PersonKeySecret, T?> read, IReadOnlyList<CellSheet> workbook, List<TableProblem> problems)
        where T : class
    {
        var (found, rows) = (new List<T>(), new List<int>());
        foreach (var row in form.Rows(workbook, problems))
        {
            if (read(row, secret) is { } one)
            {
                found.Add(one);
                rows.Add(row.Number);
            }
        }

        return (found, rows);
    }

    private PersonRow? Person(TableRow row)
    {
        var (number, name, unit, unitName) = (row.Citizen("公民身份号码"), row.Text("姓名"), row.Text("单位编码"), row.Text("单位名称"));
        var (quota, funding, identity) = (row.Term("编制类型", QuotaTypes.AccountTypes), row.Term("经费形式", QuotaTypes.AccountFundings), row.Term("人员身份", Vocabulary.Identities.Spellings));
        var (birth, started, party) = (row.Day("出生日期"), row.Day("参加工作时间"), row.Day("入党时间"));
        var (tier, rank, grade) = (row.Term("领导职务层次", Vocabulary.Tiers.Spellings), row.Term("职级", Vocabulary.Ranks.Spellings), row.Text("岗位等级"));
        if (grade.Length > 0 && !PostGrade.TryParse(grade, out _))
        {
            row.Wrong("岗位等级", $"不认识“{grade}”，请写成 管理七级、专业技术十级、工勤技能三级 或 普通工。");
        }

        if (quota is { } type && funding is { } form && !type.MayBeFundedBy(form))
        {
            row.Wrong("经费形式", $"{type.Label()}的经费形式不能是{form.Label()}。");
        }

        if (number is not null && started is { } day && day < (birth ?? number.BirthDate).AddYears(YoungestAtWork))
        {
            row.Wrong("参加工作时间", $"参加工作时不满{YoungestAtWork}周岁，请核对出生日期和参加工作时间。");
        }

        return !row.Sound ? null : new PersonRow
        {
            PersonKey = $"{PersonKey.Of(number!, secret)}", Name = name, CitizenNumber = number!.Reveal(), Gender = number.Gender, UnitId = unit, UnitName = unitName, Quota = quota!.Value,
            Funding = funding!.Value, Identity = identity!.Value, Tier = tier, Rank = rank, Grade = grade.Length == 0 ? null : grade, BirthDate = birth ?? number.BirthDate, StartedWorkOn = started!.Value, JoinedPartyOn = party,
        };
    }
}
