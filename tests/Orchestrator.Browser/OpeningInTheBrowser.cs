using Microsoft.Playwright;
using Orchestrator.Contracts.People;
using Orchestrator.Spreadsheets;
using Shouldly;
using Xunit;

namespace Orchestrator.Browser;

/// <summary>期初建账: a wrong workbook is answered place by place, the mended one is entered once.</summary>
public sealed class OpeningInTheBrowser(DemoCity city, Chromium chromium)
{
    private static readonly string[] Accounts = ["单位编码", "单位名称", "机构性质", "层级", "编制类型", "经费形式", "核定数", "文号", "建账日期"];
    private static readonly string[] Placed = ["公民身份号码", "单位编码", "编制类型", "经费形式"];

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task A_wrong_file_is_answered_place_by_place_and_the_mended_one_is_entered_once(int width)
    {
        var unit = $"K{width}";
        var clerk = await Person.SignIn(chromium, city.Host.Address, "bb.jb", width);
        await clerk.Page.GotoAsync("/books");
        await clerk.Page.GetByTestId("to-opening").ClickAsync();
        var template = await clerk.Page.RunAndWaitForDownloadAsync(() => clerk.Page.GetByTestId("opening-template").ClickAsync());
        template.SuggestedFilename.ShouldBe("编制台账期初建账.xlsx");

        await Choose(clerk.Page, "名单.pdf", "%PDF-1.4"u8.ToArray());
        await clerk.Page.GetByText("只能选择 .xlsx 文件").WaitForAsync();
        await Choose(clerk.Page, "期初.xlsx", Book(unit, "九名", width));
        await clerk.Page.GetByTestId("opening-report").GetByText("有 2 处问题").WaitForAsync();
        await clerk.Page.GetByText("“九名”不是0到100000之间的整数。").WaitForAsync();
        (await clerk.Page.GetByTestId("opening-enter").CountAsync()).ShouldBe(0);
        await clerk.Fits();
        await Pictures.Keep(clerk.Page, $"opening-problems-{width}");

        await Choose(clerk.Page, "期初.xlsx", Book(unit, 9, width));
        await clerk.Page.GetByTestId("opening-report").GetByText("9名").WaitForAsync();
        await Pictures.Keep(clerk.Page, $"opening-sound-{width}");
        await clerk.Page.GetByTestId("opening-enter").ClickAsync();
        await clerk.Page.GetByTestId("opening-confirmed").DblClickAsync();
        await clerk.Page.GetByTestId("opening-done").GetByText("9名").WaitForAsync();
        await clerk.Fits();
        await Pictures.Keep(clerk.Page, $"opening-done-{width}");

        // The same file again is no second opening.
        await Choose(clerk.Page, "期初.xlsx", Book(unit, 9, width));
        await clerk.Page.GetByText($"单位“{unit}”的行政编制（全额拨款）已经建账。").WaitForAsync();
    }

    private static async Task Choose(IPage page, string name, byte[] file) =>
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = file });

    private static byte[] Book(string unit, object count, int seed)
    {
        var first17 = $"9901021975{seed % 12 + 1:00}15{seed % 1000:000}";
        using var file = new MemoryStream();
        WorkbookFile.Write(file,
        [
            new("机构与编制", Columns(Accounts), [[unit, "测试服务中心", "政府工作部门", "区县级", "行政编制", "全额拨款", count, "楚编发〔2019〕1号", "2020-01-01"]]),
            new("在编人员", Columns(Placed), [[first17 + IdentityNumber.CheckCharacter(first17), unit, "行政编制", "全额拨款"]]),
        ]);
        return file.ToArray();
    }

    private static Column[] Columns(string[] titles) => [.. titles.Select(title => new Column(title, 12))];
}
