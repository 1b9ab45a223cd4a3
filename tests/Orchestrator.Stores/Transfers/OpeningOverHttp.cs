using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.People;
using Orchestrator.Office.Units;
using Orchestrator.Runtime;
using Orchestrator.Spreadsheets;
using Orchestrator.Stores.Host;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Transfers;

/// <summary>期初建账: three authorities fill their empty books from workbooks; then a transfer works on them.</summary>
public abstract class OpeningOverHttp(StoreKind store)
{
    [Fact]
    public async Task Three_books_are_opened_from_files_and_a_transfer_works_on_them()
    {
        await using var city = await OpeningCity.Start(store);
        var people = Enumerable.Range(1, 6).Select(OpeningBooks.Number).ToList();

        var ledger = OpeningBooks.Ledger(people);
        var seen = (await city.Send("bb.jb", "organization/opening/check", ledger)).ShouldAnswer(200).Json;
        seen.GetProperty("acceptable").GetBoolean().ShouldBeTrue(seen.ToString());
        seen.GetProperty("totals").EnumerateArray().Select(total => total.GetProperty("value").GetString()).ShouldBe(["2个", "2个", "13名", "6人"]);
        (await city["bb.jb"].Get("organization/units/X1")).ShouldAnswer(404);

        (await city.Send("bb.jb", "organization/opening", ledger, "ledger")).ShouldAnswer(200).Json.GetProperty("totals")[2].GetProperty("value").GetString().ShouldBe("13名");
        (await city.Send("cz", "finance/opening", OpeningBooks.Budget(people), "budget")).ShouldAnswer(200);
        (await city.Send("rs", "human-resources/opening", OpeningBooks.Roster(people), "roster")).ShouldAnswer(200).Json.GetProperty("totals")[1].GetProperty("value").GetString().ShouldBe("6人");

        // The same request again has the same answer and no effect.
        (await city.Send("bb.jb", "organization/opening", ledger, "ledger")).ShouldAnswer(200);
        (await city.Send("bb.jb", "organization/opening", OpeningBooks.Ledger(people[..5]), "ledger")).ShouldAnswer(409, "command.reused");

        (await city["bb.jb"].Get("organization/units/X1")).ShouldAnswer(200).Json.GetProperty("accounts")[0].GetProperty("actual").GetInt32().ShouldBe(6);
        var budget = (await city["cz"].Get("finance/units/X1")).ShouldAnswer(200).Json;
        (budget.GetProperty("paid").GetInt32(), budget.GetProperty("monthly").GetInt64()).ShouldBe((6, 6 * 812_350));
        var register = (await city["rs"].Get("human-resources/people?unitId=X1")).ShouldAnswer(200).Json.GetProperty("items");
        register.GetArrayLength().ShouldBe(6);

        var person = register[0].GetProperty("personKey").GetString()!;
        var transfer = (await city["bb.jb"].Post("transfers", new
        {
            commandId = "first", plan = new
            {
                title = "一人转隶", takesEffectOn = "2020-10-28", holdDays = 10,
                lines = new object[] { new { fromUnitId = "X1", toUnitId = "X2", type = "Administrative", funding = "Full", count = 1, people = new[] { person }, docNo = "楚编发〔2020〕1号" } },
            },
        })).ShouldAnswer(200).Json.GetProperty("id").GetString()!;
        await city.Until(transfer, "Held");
    }

    [Fact]
    public async Task Every_mistake_is_told_at_its_row_and_column_and_nothing_is_written()
    {
        await using var city = await OpeningCity.Start(store);
        var people = Enumerable.Range(1, 3).Select(OpeningBooks.Number).ToList();

        var wrong = OpeningBooks.Book(
            new("机构与编制", OpeningBooks.Columns(OpeningBooks.Accounts),
            [
                OpeningBooks.Account("X1", "甲局", 2), OpeningBooks.Account("X1", "甲局", 3), OpeningBooks.Account("X2", "乙局", 5, quota: "行政编制", funding: "经费自理"), OpeningBooks.Account("X3", "丙局", "三"), OpeningBooks.Account("X4", "丁街道", 1, nature: "乡镇"),
            ]),
            new("在编人员", OpeningBooks.Columns(OpeningBooks.Placed), [[people[0], "X1", "行政编制", "全额拨款"], [people[0], "X1", "行政编制", "全额拨款"], ["990101198001010010", "X1", "行政编制", "全额拨款"], [people[1], "X9", "行政编制", "全额拨款"]]));
        var report = (await city.Send("bb.jb", "organization/opening/check", wrong)).ShouldAnswer(200).Json;
        report.GetProperty("acceptable").GetBoolean().ShouldBeFalse();
        Places(report).ShouldBe(["机构与编制 3 编制类型", "机构与编制 5 核定数", "机构与编制 6 机构性质", "在编人员 3 公民身份号码", "在编人员 4 公民身份号码", "在编人员 5 单位编码"]);
        var refused = (await city.Send("bb.jb", "organization/opening", wrong, "wrong")).ShouldAnswer(422, "opening.problems").Json;
        refused.GetProperty("problems").GetArrayLength().ShouldBe(6);
        refused.GetProperty("problems")[0].GetProperty("path").GetString().ShouldBe("机构与编制!3:编制类型");
        refused.ToString().ShouldNotContain(people[0]);

        // What only the ledger knows: a form of funding, and more people than quotas without a plan.
        var unfit = OpeningBooks.Book(
            new("机构与编制", OpeningBooks.Columns(OpeningBooks.Accounts), [OpeningBooks.Account("X1", "甲局", 2), OpeningBooks.Account("X2", "乙局", 5, funding: "经费自理")]),
            new("在编人员", OpeningBooks.Columns(OpeningBooks.Placed), [.. people.Select(number => (IReadOnlyList<object?>)[number, "X1", "行政编制", "全额拨款"])]));
        Places((await city.Send("bb.jb", "organization/opening/check", unfit)).ShouldAnswer(200).Json).Distinct().ShouldBe(["机构与编制 3 编制类型", "机构与编制 3 核定数", "在编人员 4 "], ignoreOrder: true);
        var planned = OpeningBooks.Book(
            new("机构与编制", OpeningBooks.Columns(OpeningBooks.Accounts), [[.. OpeningBooks.Account("X1", "甲局", 2)[..9], "楚编发〔2020〕2号", "2022-12-31"]]),
            new("在编人员", OpeningBooks.Columns(OpeningBooks.Placed), [.. people.Select(number => (IReadOnlyList<object?>)[number, "X1", "行政编制", "全额拨款"])]));
        (await city.Send("bb.jb", "organization/opening", planned, "planned")).ShouldAnswer(200);
        (await city["bb.jb"].Get("organization/units/X1")).ShouldAnswer(200).Json.GetProperty("accounts")[0].GetProperty("over").GetInt32().ShouldBe(1);

        (await city.Send("cz", "finance/opening", OpeningBooks.Book(
            new("人员经费", OpeningBooks.Columns(OpeningBooks.Lines), [["X1", 2020, 100, 200], ["X1", 2020, 1.005, 0]]),
            new("统发人员", OpeningBooks.Columns(OpeningBooks.Paid), [[people[0], "X1", "经费自理", 8123.5, "2020-01"], [people[1], "X1", "全额拨款", 8123.5, "一月"]])), "budget")).ShouldAnswer(422)
            .Json.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("path").GetString()).ShouldBe(["人员经费!3:批复数", "统发人员!2:经费形式", "统发人员!3:起始月"]);
        (await city["cz"].Get("finance/units/X1")).ShouldAnswer(200).Json.GetProperty("lines").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_unit_is_opened_once_and_another_one_later()
    {
        await using var city = await OpeningCity.Start(store);
        var people = Enumerable.Range(1, 4).Select(OpeningBooks.Number).ToList();
        (await city.Send("bb.jb", "organization/opening", OpeningBooks.Ledger(people), "one")).ShouldAnswer(200);
        (await city.Send("cz", "finance/opening", OpeningBooks.Budget(people), "one")).ShouldAnswer(200);
        (await city.Send("rs", "human-resources/opening", OpeningBooks.Roster(people), "one")).ShouldAnswer(200);

        (await city.Send("bb.jb", "organization/opening", OpeningBooks.Ledger(people), "two")).ShouldAnswer(422, "opening.problems");
        (await city.Send("cz", "finance/opening", OpeningBooks.Budget(people), "two")).ShouldAnswer(422).Text.ShouldContain("已经建账");
        (await city.Send("rs", "human-resources/opening", OpeningBooks.Roster(people), "two")).ShouldAnswer(422).Text.ShouldContain("已在实名制台账中");
        var renamed = OpeningBooks.Book(new("机构与编制", OpeningBooks.Columns(OpeningBooks.Accounts), [OpeningBooks.Account("X1", "改名局", 1, quota: "机关工勤编制")]), new("在编人员", OpeningBooks.Columns(OpeningBooks.Placed), []));
        (await city.Send("bb.jb", "organization/opening", renamed, "three")).ShouldAnswer(422).Text.ShouldContain("与此行不一致");

        var later = OpeningBooks.Book(new("机构与编制", OpeningBooks.Columns(OpeningBooks.Accounts), [OpeningBooks.Account("X1", "甲局", 1, quota: "机关工勤编制"), OpeningBooks.Account("X7", "庚局", 3)]), new("在编人员", OpeningBooks.Columns(OpeningBooks.Placed), [[OpeningBooks.Number(9), "X7", "行政编制", "全额拨款"]]));
        (await city.Send("bb.jb", "organization/opening", later, "four")).ShouldAnswer(200);
        (await city["bb.jb"].Get("organization/units/X1")).ShouldAnswer(200).Json.GetProperty("accounts").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Each_book_is_opened_by_its_own_people_from_a_workbook_only()
    {
        await using var city = await OpeningCity.Start(store);
        foreach (var (user, path) in new[] { ("cz", "organization"), ("rs", "finance"), ("bb.jb", "human-resources"), ("sa", "organization") })
        {
            (await city.Send(user, $"{path}/opening/check", [1])).ShouldAnswer(403);
            (await city.Send(user, $"{path}/opening", [1], "x")).ShouldAnswer(403);
            (await city[user].Get($"{path}/opening/template.xlsx")).ShouldAnswer(403);
        }

        (await city.Send("cz", "finance/opening/check", "%PDF-1.4"u8.ToArray())).ShouldAnswer(200).Json.GetProperty("problems")[0].GetProperty("message").GetString()!.ShouldContain(".xlsx");
        (await city.Send("cz", "finance/opening", [], "empty")).ShouldAnswer(422, "opening.file");
        (await city.Send("cz", "finance/opening", OpeningBooks.Budget([]), "")).ShouldAnswer(422, "command.missing");
        (await city.Send("cz", "finance/opening/check", new byte[(5 << 20) + 1])).ShouldAnswer(422, "opening.file");
        (await city["cz"].Post("finance/opening/check", new { })).ShouldAnswer(422, "opening.file");

        // The template as it comes, with nothing in it, opens nothing and is no mistake.
        var template = await city["cz"].Http.GetByteArrayAsync(new Uri("finance/opening/template.xlsx", UriKind.Relative));
        (await city.Send("cz", "finance/opening/check", template)).ShouldAnswer(200).Json.GetProperty("totals")[0].GetProperty("value").GetString().ShouldBe("0个");
    }

    private static IEnumerable<string> Places(JsonElement report) => report.GetProperty("problems").EnumerateArray()
        .Select(problem => $"{problem.GetProperty("sheet").GetString()} {problem.GetProperty("row").GetInt32()} {problem.GetProperty("column").GetString()}");
}

public sealed class OpeningOnSqlite() : OpeningOverHttp(StoreKind.Sqlite);

public sealed class OpeningOnPostgres() : OpeningOverHttp(StoreKind.Postgres);
