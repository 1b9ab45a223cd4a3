using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Orchestrator.Browser;

/// <summary>运行状况 and 死信: an operator pauses a job, and mends and throws away a message that nobody could handle.</summary>
public sealed class OperatorInTheBrowser(DemoCity city, Chromium chromium)
{
    private const string Payload = """{"handler":"finance-transfer.orchestrator.release-funds.v1","messageId":"6f9619ff-8b86-4d01-b42d-00cf4fc964ff","type":"orchestrator.release-funds.v1","body":"{\"transferId\":7,\"name\":\"韩阳巨\"}"}""";

    [Fact]
    public async Task A_job_is_paused_and_goes_on()
    {
        var person = await Person.SignIn(chromium, city.Host.Address, "sa");
        var page = person.Page;
        await page.GotoAsync("/admin/system");
        await page.GetByTestId("figure-outbox.pending").WaitForAsync();
        await person.Fits();
        await page.GetByRole(AriaRole.Tab, new() { Name = "定时作业" }).ClickAsync();
        var job = page.GetByTestId("job-SweepJob");
        await job.GetByRole(AriaRole.Button, new() { Name = "暂停" }).ClickAsync();
        await page.GetByRole(AriaRole.Tooltip).GetByRole(AriaRole.Button).Last.ClickAsync();
        await job.GetByText("暂停", new() { Exact = false }).Filter(new() { HasText = "于" }).WaitForAsync();
        await job.GetByRole(AriaRole.Button, new() { Name = "恢复" }).ClickAsync();
        await job.GetByRole(AriaRole.Button, new() { Name = "暂停" }).WaitForAsync();
    }

    [Fact]
    public async Task A_message_that_failed_is_mended_with_its_places_named_and_discarded_with_a_reason()
    {
        var id = await AddLetter();
        var person = await Person.SignIn(chromium, city.Host.Address, "sa", 390);
        var page = person.Page;
        await page.GotoAsync("/admin/dead-letters");
        await page.Locator($"a[href='/admin/dead-letters/{id}']").ClickAsync();
        var body = page.GetByTestId("letter-body");
        await body.WaitForAsync();
        (await body.InnerTextAsync()).ShouldNotContain("韩阳巨");
        await person.Fits();

        await page.GetByRole(AriaRole.Button, new() { Name = "改正内容" }).ClickAsync();
        var edit = page.GetByLabel("改正内容");
        await edit.FillAsync("""{"transferId":""");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存改正" }).ClickAsync();
        await page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "第 1 行" }).WaitForAsync();
        (await edit.InputValueAsync()).ShouldBe("""{"transferId":""", "what was typed stays");
        await person.Fits();
        await page.GetByRole(AriaRole.Button, new() { Name = "取消" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "丢弃" }).ClickAsync();
        await page.GetByLabel("理由").FillAsync("发送方已重发");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "丢弃" }).ClickAsync();
        await page.GetByText("丢弃：发送方已重发").WaitForAsync();
    }

    // As a handler leaves it that has given up.
    private async Task<long> AddLetter()
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(city.Host.Data, "orchestrator.db")}");
        await connection.OpenAsync();
        await using var add = connection.CreateCommand();
        add.CommandText = "insert into rt_work (kind, instance_id, bookmark_id, payload, attempts, next_at, error, created_at) values ('message', '', $handler, $payload, 10, $never, '不是有效的内容', $now) returning id";
        add.Parameters.AddWithValue("$handler", "finance-transfer.orchestrator.release-funds.v1");
        add.Parameters.AddWithValue("$payload", Payload);
        add.Parameters.AddWithValue("$never", DateTimeOffset.MaxValue.UtcTicks);
        add.Parameters.AddWithValue("$now", DateTimeOffset.UtcNow.UtcTicks);
        return (long)(await add.ExecuteScalarAsync())!;
    }
}
