using System.IO.Compression;
using System.Text;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Orchestrator.Browser;

/// <summary>审批单 and lists as files: each format comes down, and the menu works on a phone too.</summary>
public sealed class ExportsInTheBrowser(DemoCity city, Chromium chromium)
{
    private const string Case = "/cases/c-jdgg2020-D1-1";

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task The_approval_form_comes_as_Word_file_as_PDF_and_as_a_page_to_print(int width)
    {
        var person = await Person.SignIn(chromium, city.Host.Address, "zb", width);
        await Open(person);
        var title = await person.Page.Locator(".case-header h1").InnerTextAsync();
        await person.Fits();

        var (word, content) = await Download(person, async () => await Choose(person, "approval-docx"));
        word.ShouldEndWith("-审批单.docx");
        Part(content, "word/document.xml").ShouldContain(title);
        Part(content, "word/header1.xml").ShouldContain("改革专班");

        var (pdf, pages) = await Download(person, async () => await Choose(person, "approval-pdf"));
        pdf.ShouldEndWith("-审批单.pdf");
        Encoding.Latin1.GetString(pages).ShouldStartWith("%PDF-");

        var sheet = await person.Page.RunAndWaitForPopupAsync(async () => await Choose(person, "approval-print"));
        await sheet.GetByRole(AriaRole.Heading, new() { Name = title }).WaitForAsync();
        await sheet.GetByRole(AriaRole.Button, new() { Name = "打印" }).WaitForAsync();
        (await sheet.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0);
        await sheet.EvaluateAsync("() => { window.print = () => document.body.dataset.printed = 'yes'; }");
        await sheet.GetByRole(AriaRole.Button, new() { Name = "打印" }).ClickAsync();
        (await sheet.Locator("body").GetAttributeAsync("data-printed")).ShouldBe("yes");
    }

    [Fact]
    public async Task Lists_come_as_Excel_files_with_all_their_rows()
    {
        var office = await Person.SignIn(chromium, city.Host.Address, "zb");
        await office.Page.GotoAsync("/tasks/done");
        (await Sheet(office, "我的已办.xlsx")).ShouldContain("事项编号");

        await office.Page.GotoAsync("/campaigns/jdgg2020");
        (await Sheet(office, "-进度表.xlsx")).ShouldContain("单位");

        await office.Page.GotoAsync($"{Case}?tab=adoption");
        (await Sheet(office, "意见采纳情况表.xlsx")).ShouldContain("条款位置");

        var auditor = await Person.SignIn(chromium, city.Host.Address, "au", 390);
        await auditor.Page.GotoAsync("/admin/audit?q=c-jdgg2020-D1-1");
        (await Sheet(auditor, "审计日志.xlsx")).ShouldContain("散列");
        await auditor.Fits();
    }

    [Fact]
    public async Task Why_there_is_no_file_is_said()
    {
        var person = await Person.SignIn(chromium, city.Host.Address, "zb");
        await person.Page.RouteAsync("**/approval-form.pdf", route => route.FulfillAsync(new()
        {
            Status = 409,
            ContentType = "application/problem+json",
            Body = """{"status":409,"code":"print.busy","title":"","detail":"正在生成的 PDF 较多，请稍后再试。","problems":[]}""",
        }));
        await Open(person);

        await Choose(person, "approval-pdf");

        await person.Page.GetByText("正在生成的 PDF 较多，请稍后再试。").WaitForAsync();
        await person.Page.Locator("[data-testid=approval-form]:not([disabled])").WaitForAsync();
    }

    // A menu that is open while the page below still grows would move away from under the click.
    private static async Task Open(Person person)
    {
        await person.Page.GotoAsync(Case);
        await person.Page.Locator(".case-header h1").WaitForAsync();
        await person.Page.WaitForFunctionAsync("() => !document.querySelector('.loading')");
    }

    private static async Task Choose(Person person, string format)
    {
        await person.Page.GetByTestId("approval-form").ClickAsync();
        await person.Page.GetByTestId(format).ClickAsync();
    }

    private static async Task<string> Sheet(Person person, string name)
    {
        var (file, content) = await Download(person, () => person.Page.GetByTestId("export-xlsx").ClickAsync());
        file.ShouldEndWith(name);
        return Part(content, "xl/worksheets/sheet1.xml");
    }

    private static async Task<(string Name, byte[] Content)> Download(Person person, Func<Task> click)
    {
        var download = await person.Page.RunAndWaitForDownloadAsync(click, new() { Timeout = 90_000 });
        return (download.SuggestedFilename, await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken));
    }

    private static string Part(byte[] file, string name)
    {
        using var archive = new ZipArchive(new MemoryStream(file));
        using var part = new StreamReader(archive.GetEntry(name).ShouldNotBeNull(name).Open());
        return part.ReadToEnd();
    }
}
