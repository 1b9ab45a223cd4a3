using System.Text.Json;
using Orchestrator.Runtime;
using Orchestrator.Spreadsheets;
using Orchestrator.Stores.Host;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Transfers;

/// <summary>Contracts and insurances: opened from a file, kept by 人社, carried along by a transfer.</summary>
public abstract class RelationsOverHttp(StoreKind store)
{
    private static readonly string[] Contracts = ["公民身份号码", "合同类型", "合同编号", "起始日期", "终止日期"];
    private static readonly string[] Insurances = ["公民身份号码", "险种", "参保起始月", "参保单位编码", "参保单位名称"];

    [Fact]
    public async Task The_file_brings_them_and_a_transfer_takes_them_along_with_its_notice()
    {
        await using var city = await OpeningCity.Start(store);
        var people = Enumerable.Range(1, 4).Select(OpeningBooks.Number).ToList();
        await city.OpenLedgerAndBudget(people);
        var opened = (await city.Send("rs", "human-resources/opening", OpeningBooks.Roster(people, identity: "聘任制公务员", more:
        [
            Sheet("聘用合同", Contracts, [people[0], "聘任合同", "聘〔2018〕1号", "2018-07-01", "2023-06-30"], [people[1], "聘任合同", "聘〔2018〕2号", "2018-07-01", null]),
            Sheet("社会保险", Insurances,
                [people[0], "机关养老", "2018-07", null, null], [people[0], "医保", "2018-07", null, null], [people[1], "机关养老", "2018-07", null, null], [people[2], "机关养老", "2018-07", "X2", "乙局"]),
        ]), "roster")).ShouldAnswer(200).Json;
        opened.GetProperty("totals").EnumerateArray().Select(total => $"{total.GetProperty("label").GetString()} {total.GetProperty("value").GetString()}")
            .ShouldBe(["单位 1个", "人员 4人", "行政编制 4人", "合同 2份", "机关事业单位养老保险 3人", "医疗保险 1人"]);
        var keys = await city.Keys();

        (await city["rs"].Post($"human-resources/people/{keys["人员2"]}/contracts", new { commandId = "contract", kind = "CivilService", number = "聘〔2018〕1号", startsOn = "2018-07-01", docNo = "合同书" })).ShouldAnswer(422).Text.ShouldContain("已经登记");

        // Nobody goes whom another unit insures; the desk puts that right.
        var refused = await city.Begin([keys["人员2"]], "M4");
        await city.Until(refused, "Refused");
        (await city.Reasons(refused)).ShouldBe([("M4", "B"), ("P-22", "B")], ignoreOrder: true);
        (await city["rs"].Post($"human-resources/people/{keys["人员2"]}/insurances/PublicPension/payer", new { commandId = "here", from = "2020-10-15", docNo = "参保登记表" })).ShouldAnswer(200);
        (await city["rs"].Post($"human-resources/people/{keys["人员2"]}/insurances/PublicPension/payer", new { commandId = "again", from = "2020-10-15", docNo = "参保登记表" })).ShouldAnswer(422).Text.ShouldContain("参保单位已是甲局");
        (await city["bb.jb"].Post($"transfers/{refused}/release", new { commandId = "give-up", reason = "另行办理" })).ShouldAnswer(200);

        // M3 warns of nobody insured at all, and holds all the same.
        (await city["rs"].Post($"human-resources/people/{keys["人员3"]}/contracts", new { commandId = "contract-3", kind = "CivilService", number = "聘〔2018〕3号", startsOn = "2018-07-01", docNo = "合同书" })).ShouldAnswer(200);
        var transfer = await city.Begin([keys["人员0"], keys["人员3"]], "moves");
        await city.Until(transfer, "Held");
        (await city.Reasons(transfer)).ShouldBe([("M3", "W")]);
        (await city.Send("rs", "human-resources/opening", OpeningBooks.Roster([], more: [Sheet("社会保险", Insurances, [people[3], "医保", "2018-07", "X2", "乙局"])]), "held-sheet")).ShouldAnswer(422).Text.ShouldContain("已由转隶冻结");
        (await city["rs"].Post($"human-resources/people/{keys["人员0"]}/contracts/{Uri.EscapeDataString("聘〔2018〕1号")}/end", new { commandId = "held", on = "2020-10-01", docNo = "辞职报告" })).ShouldAnswer(409, "relations.held").Text.ShouldContain(transfer);
        (await city["bb.zr"].Post($"transfers/{transfer}/confirm", new { commandId = "confirm", noticeNo = "楚转通〔2020〕1号" })).ShouldAnswer(200);
        await city.Until(transfer, "Done");

        var relations = await city.Relations(keys["人员0"]);
        (relations.GetProperty("unitName").GetString(), relations.GetProperty("contracts")[0].GetProperty("unitName").GetString()).ShouldBe(("单位X2", "单位X2"));
        relations.GetProperty("insurances").EnumerateArray().Select(one => $"{one.GetProperty("kind").GetString()} {one.GetProperty("payerName").GetString()} {one.GetProperty("paidFrom").GetString()} {one.GetProperty("isElsewhere").GetBoolean()}")
            .ShouldBe(["PublicPension 单位X2 2020-11-01 False", "Medical 单位X2 2020-11-01 False"]);
        Changes(relations).ShouldBe(["PayerChanged 医疗保险 2020-11-01", "PayerChanged 机关事业单位养老保险 2020-11-01", "ContractContinued 聘任合同聘〔2018〕1号 2020-10-28"], ignoreOrder: true);
        relations.GetProperty("changes").EnumerateArray().ShouldAllBe(change => change.GetProperty("docNo").GetString() == "楚转通〔2020〕1号" && change.GetProperty("transferId").GetString() == transfer);
        // The old unit paid until the end of October: the insurance may end before the new one has paid.
        (await city["rs"].Post($"human-resources/people/{keys["人员0"]}/insurances/Medical/stop", new { commandId = "after", on = "2020-10-31", docNo = "减员表" })).ShouldAnswer(200);
        (await city.Relations(keys["人员1"])).GetProperty("contracts")[0].GetProperty("unitName").GetString().ShouldBe("甲局", "whoever stays keeps what he has");
    }

    [Fact]
    public async Task Mistakes_of_the_two_sheets_are_told_at_their_place_and_a_later_file_may_hold_them_alone()
    {
        await using var city = await OpeningCity.Start(store);
        var people = Enumerable.Range(1, 3).Select(OpeningBooks.Number).ToList();
        var report = (await city.Send("rs", "human-resources/opening/check", OpeningBooks.Roster(people, more:
        [
            Sheet("聘用合同", Contracts, [people[0], "合约", "甲", "2018-07-01", null], [people[0], "劳动合同", "a/b", "2018-07-01", null], [people[0], "劳动合同", "乙", "2018-07-01", "2018-07-01"], ["1", "劳动合同", "丙", "2018-07-01", null]),
            Sheet("社会保险", Insurances, [people[0], "养老", "2018-07", null, null], [people[0], "医保", "七月", null, null], [people[0], "医保", "2018-07", "X2", null]),
        ]))).ShouldAnswer(200).Json;
        Places(report).ShouldBe(["聘用合同 2 合同类型", "聘用合同 3 合同编号", "聘用合同 4 终止日期", "聘用合同 5 公民身份号码", "社会保险 2 险种", "社会保险 3 参保起始月", "社会保险 4 参保单位名称"]);
        report.ToString().ShouldNotContain(people[0]);

        var unfit = OpeningBooks.Roster(people, identity: "机关工勤人员", more:
        [
            Sheet("聘用合同", Contracts, [people[0], "劳动合同", "甲", "2018-07-01", null], [people[1], "劳动合同", "甲", "2018-07-01", null], [people[0], "劳动合同", "乙", "2019-07-01", null], [people[2], "聘任合同", "丁", "2018-07-01", null], [OpeningBooks.Number(9), "劳动合同", "丙", "2018-07-01", null]),
            Sheet("社会保险", Insurances, [people[0], "医保", "2018-07", null, null], [people[0], "医疗保险", "2019-07", null, null], [people[1], "机关养老", "2018-07", null, null], [people[1], "企业养老", "2018-07", null, null], [OpeningBooks.Number(9), "医保", "2018-07", null, null]),
        ]);
        (await city.Send("rs", "human-resources/opening", unfit, "unfit")).ShouldAnswer(422).Json.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("path").GetString())
            .ShouldBe(["聘用合同!3:", "聘用合同!4:", "聘用合同!5:", "聘用合同!6:", "社会保险!3:", "社会保险!5:", "社会保险!6:"]);
        (await city["rs"].Get("human-resources/people?unitId=X1")).ShouldAnswer(200).Json.GetProperty("total").GetInt32().ShouldBe(0);

        // An office that opened its register before: the two sheets come later.
        (await city.Send("rs", "human-resources/opening", OpeningBooks.Roster(people), "people")).ShouldAnswer(200);
        (await city.Send("rs", "human-resources/opening", OpeningBooks.Roster([], more: [Sheet("社会保险", Insurances, [people[0], "医保", "2018-07", null, null])]), "later")).ShouldAnswer(200);
        var keys = await city.Keys();
        (await city.Relations(keys["人员0"])).GetProperty("insurances")[0].GetProperty("payerName").GetString().ShouldBe("甲局");
        (await city["rs"].Post($"human-resources/people/{keys["人员0"]}/contracts", new { commandId = "appointed", kind = "CivilService", number = "聘1", startsOn = "2018-07-01", docNo = "合同书" })).ShouldAnswer(422).Text.ShouldContain("是任命制，不签订合同");
        (await city.Send("rs", "human-resources/opening", OpeningBooks.Roster([], more: [Sheet("社会保险", Insurances, [people[0], "医保", "2018-07", null, null])]), "twice")).ShouldAnswer(422).Text.ShouldContain("已参加医疗保险");
    }

    [Fact]
    public async Task The_desk_signs_renews_and_ends_insures_and_stops_and_says_what_is_wrong()
    {
        await using var city = await OpeningCity.Start(store);
        (await city.Send("rs", "human-resources/opening", OpeningBooks.Roster([OpeningBooks.Number(1), OpeningBooks.Number(2)], identity: "事业管理人员", quota: "全额拨款事业编制"), "roster")).ShouldAnswer(200);
        var keys = await city.Keys();
        var person = $"human-resources/people/{keys["人员0"]}";
        (await city.Relations(keys["人员0"])).GetProperty("needsContract").GetBoolean().ShouldBeTrue();

        Paths(await city["rs"].Post($"{person}/contracts", new { commandId = "empty" })).ShouldBe(["kind", "number", "startsOn", "docNo"], ignoreOrder: true);
        Paths(await city["rs"].Post($"{person}/contracts", new { commandId = "wrong", kind = "Appointment", number = "聘/1", startsOn = "2018-07-01", endsOn = "2018-06-30", docNo = "合同书" })).ShouldBe(["number", "endsOn"], ignoreOrder: true);
        var sign = new { commandId = "sign", kind = "Appointment", number = "聘1", startsOn = "2018-07-01", endsOn = (string?)"2021-06-30", docNo = "合同书" };
        (await city["rs"].Post($"{person}/contracts", sign)).ShouldAnswer(200);
        (await city["rs"].Post($"{person}/contracts", sign)).ShouldAnswer(200);
        (await city["rs"].Post($"{person}/contracts", sign with { number = "聘2" })).ShouldAnswer(409, "command.reused");
        (await city["rs"].Post($"{person}/contracts", sign with { commandId = "second", number = "聘2" })).ShouldAnswer(422).Text.ShouldContain("合同聘1还在履行");
        (await city["rs"].Post($"human-resources/people/{keys["人员1"]}/contracts", sign with { commandId = "taken" })).ShouldAnswer(422).Text.ShouldContain("已经登记");
        Paths(await city["rs"].Post($"{person}/contracts/聘1/renew", new { commandId = "short", endsOn = "2021-06-30", docNo = "续订书" })).ShouldBe(["endsOn"]);
        (await city["rs"].Post($"{person}/contracts/聘1/renew", new { commandId = "renew", endsOn = (string?)null, docNo = "续订书" })).ShouldAnswer(200);
        Paths(await city["rs"].Post($"{person}/contracts/聘1/renew", new { commandId = "again", endsOn = (string?)null, docNo = "续订书" })).ShouldBe(["endsOn"]);
        Paths(await city["rs"].Post($"{person}/contracts/聘1/end", new { commandId = "early", on = "2018-06-30", docNo = "辞职报告" })).ShouldBe(["on"]);
        (await city["rs"].Post($"{person}/contracts/聘1/end", new { commandId = "end", on = "2020-08-31", docNo = "辞职报告" })).ShouldAnswer(200);
        (await city["rs"].Post($"{person}/contracts/聘1/end", new { commandId = "end-again", on = "2020-08-31", docNo = "辞职报告" })).ShouldAnswer(422).Text.ShouldContain("没有在履行的合同");
        (await city["rs"].Post($"{person}/contracts", sign with { commandId = "next", number = "聘2", startsOn = "2020-09-01", endsOn = null })).ShouldAnswer(200);

        (await city["rs"].Post($"{person}/insurances", new { commandId = "begin", kind = "Medical", from = "2018-07-15", docNo = "参保登记表" })).ShouldAnswer(200);
        Paths(await city["rs"].Post($"{person}/insurances", new { commandId = "twice", kind = "Medical", from = "2018-07-15", docNo = "参保登记表" })).ShouldBe(["kind"]);
        Paths(await city["rs"].Post($"{person}/insurances/Medical/stop", new { commandId = "before", on = "2018-06-30", docNo = "减员表" })).ShouldBe(["on"]);
        Paths(await city["rs"].Post($"{person}/insurances/Medical/stop", new { commandId = "ahead", on = $"{DateTime.UtcNow.AddMonths(2):yyyy-MM-dd}", docNo = "减员表" })).ShouldBe(["on"]);
        (await city["rs"].Post($"{person}/insurances/Medical/stop", new { commandId = "stop", on = "2019-12-31", docNo = "减员表" })).ShouldAnswer(200);
        Paths(await city["rs"].Post($"{person}/insurances", new { commandId = "overlap", kind = "Medical", from = "2019-12-01", docNo = "参保登记表" })).ShouldBe(["from"]);
        (await city["rs"].Post($"{person}/insurances", new { commandId = "back", kind = "Medical", from = "2020-01-01", docNo = "参保登记表" })).ShouldAnswer(200);
        (await city["rs"].Post($"{person}/insurances", new { commandId = "public", kind = "PublicPension", from = "2020-01-01", docNo = "参保登记表" })).ShouldAnswer(200);
        (await city["rs"].Post($"{person}/insurances", new { commandId = "enterprise", kind = "EnterprisePension", from = "2020-01-01", docNo = "参保登记表" })).ShouldAnswer(422).Text.ShouldContain("一人只有一个养老保险关系");
        (await city["rs"].Post($"{person}/insurances/Nonsense/stop", new { commandId = "nonsense", on = "2019-12-31", docNo = "减员表" })).ShouldAnswer(422);

        var relations = await city.Relations(keys["人员0"]);
        Changes(relations).ShouldBe(
        [
            "InsuranceBegun 机关事业单位养老保险 2020-01-01", "InsuranceBegun 医疗保险 2020-01-01", "InsuranceStopped 医疗保险 2019-12-31", "InsuranceBegun 医疗保险 2018-07-01", "ContractSigned 聘用合同聘2 2020-09-01", "ContractEnded 聘用合同聘1 2020-08-31",
            "ContractRenewed 聘用合同聘1 2021-07-01", "ContractSigned 聘用合同聘1 2018-07-01",
        ]);
        relations.GetProperty("contracts").EnumerateArray().Select(one => one.GetProperty("number").GetString()).ShouldBe(["聘2", "聘1"]);

        (await city["bb.jb"].Get($"{person}/relations")).ShouldAnswer(200).Json.GetProperty("mayChange").GetBoolean().ShouldBeFalse();
        (await city["bb.jb"].Post($"{person}/insurances", new { commandId = "bb", kind = "Medical", from = "2020-01-01", docNo = "表" })).ShouldAnswer(403);
        (await city["sa"].Get($"{person}/relations")).ShouldAnswer(403);
        (await city["rs"].Get("human-resources/people/nobody/relations")).ShouldAnswer(404, "register.unknown");
        (await city["rs"].Post("human-resources/people/nobody/insurances", new { commandId = "nobody", kind = "Medical", from = "2020-01-01", docNo = "表" })).ShouldAnswer(404);
    }

    private static Sheet Sheet(string name, string[] columns, params object?[][] rows) => new(name, OpeningBooks.Columns(columns), rows);

    private static IEnumerable<string> Changes(JsonElement relations) => relations.GetProperty("changes").EnumerateArray()
        .Select(change => $"{change.GetProperty("kind").GetString()} {change.GetProperty("about").GetString()} {change.GetProperty("on").GetString()}");

    private static IEnumerable<string> Paths(Answer answer) => answer.ShouldAnswer(422).Json.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("path").GetString()!);

    private static IEnumerable<string> Places(JsonElement report) => report.GetProperty("problems").EnumerateArray()
        .Select(problem => $"{problem.GetProperty("sheet").GetString()} {problem.GetProperty("row").GetInt32()} {problem.GetProperty("column").GetString()}");
}

public sealed class RelationsOnSqlite() : RelationsOverHttp(StoreKind.Sqlite);

public sealed class RelationsOnPostgres() : RelationsOverHttp(StoreKind.Postgres);
