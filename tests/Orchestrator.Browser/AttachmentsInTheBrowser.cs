using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Orchestrator.Browser;

/// <summary>Files of the working draft: what is taken, what is refused and why, and lines that break.</summary>
public sealed class AttachmentsInTheBrowser(DemoCity city, Chromium chromium)
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    [Fact]
    public async Task A_file_goes_up_comes_down_unchanged_and_can_be_taken_out()
    {
        var (of, clerk) = await Writing(390);
        await Choose(clerk, File("机构编制核定表.pdf", "一"));
        var row = Form(clerk).GetByTestId("attachment").Filter(new() { HasText = "机构编制核定表.pdf" });
        await row.WaitForAsync();
        await clerk.Fits();

        var download = await clerk.Page.RunAndWaitForDownloadAsync(() => row.GetByRole(AriaRole.Link).First.ClickAsync());
        download.SuggestedFilename.ShouldBe("机构编制核定表.pdf");
        (await System.IO.File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).ShouldBe(File("x.pdf", "一").Buffer);

        await row.GetByRole(AriaRole.Button, new() { Name = "移除" }).ClickAsync();
        await clerk.Page.Locator(".ant-popconfirm").GetByRole(AriaRole.Button, new() { Name = "移除" }).ClickAsync();
        await row.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        (await Names(of)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_refused_says_why_and_stands_in_nobodys_way()
    {
        var (of, clerk) = await Writing();
        await Choose(clerk, File("附表.pdf", "一"));
        await Form(clerk).GetByTestId("attachment").WaitForAsync();
        foreach (var (file, why) in new[]
                 {
                     (new FilePayload { Name = "填报工具.exe", MimeType = "application/octet-stream", Buffer = "MZ"u8.ToArray() }, "不接受“.exe”文件"),
                     (new FilePayload { Name = "说明.pdf", MimeType = "application/pdf", Buffer = Png }, "的扩展名是 .pdf，内容却是PNG 图片"),
                     (new FilePayload { Name = "空.pdf", MimeType = "application/pdf", Buffer = [] }, "文件是空的"),
                     (new FilePayload { Name = "全部材料.pdf", MimeType = "application/pdf", Buffer = new byte[(20 << 20) + 1] }, "每个附件不得超过 20"),
                     (File("附表.pdf", "二"), "已有同名附件“附表.pdf”"),
                     (File("附表副本.pdf", "一"), "已有内容相同的附件“附表.pdf”"),
                 })
        {
            await Choose(clerk, file);
            var refused = clerk.Page.GetByTestId("upload").Filter(new() { HasText = file.Name });
            await refused.GetByText(why).First.WaitForAsync();
            (await refused.GetByTestId("upload-retry").CountAsync()).ShouldBe(0);
            await refused.GetByRole(AriaRole.Button, new() { Name = "移除" }).ClickAsync();
            await refused.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        }

        await clerk.Decide("Submit");
        (await Names(of)).ShouldBe(["附表.pdf"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_line_cut_during_the_upload_leaves_the_file_in_the_list_and_the_repetition_makes_one(bool received)
    {
        var (of, clerk) = await Writing();
        await clerk.Page.RouteAsync("**/attachments", async route =>
        {
            if (received)
            {
                await route.FetchAsync();
            }

            await route.AbortAsync("connectionreset");
        }, new() { Times = 1 });
        await Choose(clerk, File("经费测算.pdf", "一"));
        var failed = clerk.Page.GetByTestId("upload");
        await failed.GetByText("没有收到服务器答复").WaitForAsync();
        await clerk.Page.GetByTestId("outcome-Submit").ClickAsync();
        await clerk.Page.GetByTestId("confirm").ClickAsync();
        await clerk.Page.GetByText("附件还没有上传成功：经费测算.pdf").WaitForAsync();
        (await of.Stage()).ShouldBe("Drafting");

        await failed.GetByTestId("upload-retry").ClickAsync();

        await failed.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await Form(clerk).GetByTestId("attachment").WaitForAsync();
        (await Names(of)).ShouldBe(["经费测算.pdf"]);
    }

    [Fact]
    public async Task A_manuscript_does_not_leave_without_the_file_that_is_on_its_way()
    {
        var (of, clerk) = await Writing();
        var held = new TaskCompletionSource();
        await clerk.Page.RouteAsync("**/attachments", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        }, new() { Times = 1 });
        var submitted = false;
        clerk.Page.Request += (_, request) => submitted |= request.Url.EndsWith("/complete", StringComparison.Ordinal);
        await Choose(clerk, File("附件一.pdf", "一"));
        await clerk.Page.GetByTestId("upload").WaitForAsync();
        await clerk.Page.GetByTestId("outcome-Submit").ClickAsync();
        await clerk.Page.GetByTestId("confirm").ClickAsync();
        await clerk.Page.Locator("[data-testid=confirm].ant-btn-loading").WaitForAsync();
        submitted.ShouldBeFalse();

        held.SetResult();

        await clerk.Page.GetByTestId("task-done").WaitForAsync();
        ((int)(await city.Cases.Get("zb", $"cases/{of.Id}/versions"))[0]!["attachments"]!).ShouldBe(1);
    }

    private async Task<(PreparedCase Of, Person Clerk)> Writing(int width = 1440)
    {
        var of = await (await city.Cases.Take()).Written();
        var clerk = await Person.SignIn(chromium, city.Host.Address, of.Clerk, width);
        await clerk.OpenForm(of);
        return (of, clerk);
    }

    /// <summary>The form; below it the tab shows the same files to those who only read.</summary>
    private static ILocator Form(Person person) => person.Page.GetByTestId("task-panel");

    private static Task Choose(Person person, FilePayload file) => person.Page.GetByTestId("attachment-input").SetInputFilesAsync(file);

    internal static FilePayload File(string name, string text) =>
        new() { Name = name, MimeType = "application/pdf", Buffer = System.Text.Encoding.UTF8.GetBytes($"%PDF-1.4\n{text}\n%%EOF\n") };

    private async Task<IReadOnlyList<string>> Names(PreparedCase of) =>
        [.. (await city.Cases.Get(of.Head, $"cases/{of.Id}/attachments")).AsArray().Select(file => (string)file!["name"]!)];
}
