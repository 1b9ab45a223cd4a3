using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Orchestrator.Office.Notices;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Notices;

/// <summary>Notices that go to a real receiver of signed calls, on each database.</summary>
public abstract class NoticesByWebhook(NoticeOffice bench) : IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        bench.Persons.Put("D1", "BM-JB", null);
        await bench.Choose("D1", "BM-JB", "Overdue", ChannelCode.Webhook);
        bench.Calls.Calls.Clear();
        bench.Calls.Answers.Clear();
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_call_is_signed_and_names_notice_person_and_link()
    {
        var delivery = (await bench.Write(body: "机密理由")).ShouldHaveSingleItem();
        await bench.RunErrands();

        var call = bench.Calls.Calls.ShouldHaveSingleItem();
        call.Headers["Idempotency-Key"].ShouldBe(delivery.Id);
        call.Headers["Content-Type"].ShouldBe("application/json; charset=utf-8");
        var timestamp = call.Headers["X-Orchestrator-Timestamp"];
        byte[] signed = [.. Encoding.UTF8.GetBytes(timestamp + "."), .. call.Body];
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(NoticeOffice.Secret), signed);
        call.Headers["X-Orchestrator-Signature"].ShouldBe("v1=" + Convert.ToHexStringLower(expected));
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(timestamp, CultureInfo.InvariantCulture)).ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
        var body = JsonDocument.Parse(call.Body).RootElement;
        body.GetProperty("id").GetString().ShouldBe(delivery.Id);
        body.GetProperty("kind").GetString().ShouldBe("Overdue");
        body.GetProperty("title").GetString()!.ShouldEndWith("起草已逾期");
        body.GetProperty("campaign").GetString().ShouldNotBeNullOrEmpty();
        body.GetProperty("link").GetString()!.ShouldStartWith("https://gaige.example.gov.cn/cases/");
        body.GetProperty("recipient").GetProperty("userName").GetString().ShouldBe("d1.bm-jb");
        Encoding.UTF8.GetString(call.Body).ShouldNotContain("机密理由");
        (await bench.Now(delivery)).State.ShouldBe(DeliveryState.Sent);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(429)]
    [InlineData(408)]
    public async Task An_answer_that_may_change_is_tried_again(int status)
    {
        bench.Calls.Answers.Enqueue(status);
        var delivery = (await bench.Write()).Single();
        await bench.RunErrands();
        var waiting = await bench.Now(delivery);
        waiting.State.ShouldBe(DeliveryState.Pending);
        waiting.Reason!.ShouldContain($"{status}");

        await bench.After(TimeSpan.FromMinutes(1));

        (await bench.Now(delivery)).State.ShouldBe(DeliveryState.Sent);
        bench.Calls.Calls.Select(call => call.Headers["Idempotency-Key"]).ShouldBe([delivery.Id, delivery.Id]);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(302)]
    public async Task A_refusal_or_a_redirection_is_not_repeated_and_not_followed(int status)
    {
        bench.Calls.Answers.Enqueue(status);
        var delivery = (await bench.Write()).Single();
        await bench.RunErrands();
        await bench.After(TimeSpan.FromHours(2));

        var failed = await bench.Now(delivery);
        failed.State.ShouldBe(DeliveryState.Failed);
        failed.Reason.ShouldBe($"消息接口拒收：答复 {status}。");
        bench.Calls.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_has_not_chosen_hears_of_what_is_late_and_of_nothing_else()
    {
        bench.Persons.Put("D1", "BM-FZ", "head@d1.example.gov.cn");

        (await bench.Write(kind: "Urge", role: "BM-FZ")).Select(delivery => delivery.Channel).ShouldBe([ChannelCode.Mail, ChannelCode.Webhook]);
        (await bench.Write(kind: "Issued", role: "BM-FZ")).ShouldBeEmpty();

        bench.Persons.Remove(Orchestrator.Stores.Office.OfficeBench.Person("D1", "BM-FZ").Id);
        await bench.RunErrands();
    }
}

public sealed class NoticesByWebhookOnSqlite(SqliteNoticeOffice bench) : NoticesByWebhook(bench), IClassFixture<SqliteNoticeOffice>;

public sealed class NoticesByWebhookOnPostgres(PostgresNoticeOffice bench) : NoticesByWebhook(bench), IClassFixture<PostgresNoticeOffice>;
