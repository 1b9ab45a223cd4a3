using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts;
using Orchestrator.Office.Notices;
using Orchestrator.Office.Reviews;
using Orchestrator.Office.Units;
using Orchestrator.Runtime;
using Orchestrator.Stores.Host;
using Shouldly;
using Xunit;

namespace Orchestrator.Stores.Notices;

/// <summary>The settings of a person and the administrator's list, through the real host with its own background loops.</summary>
public abstract class NoticeSettingsOverHttp(StoreKind kind)
{
    [Fact]
    public async Task A_person_gives_an_address_and_chooses_and_the_administrator_sees_the_delivery_and_has_it_sent_again()
    {
        await using var mail = new MailSink();
        mail.Refuse = _ => "550 no";
        await using var host = await RunningHost.Start(kind, Settings(mail));
        var clerkId = await host.CreatePerson("clerk", ["BM-JB"], "D1");
        using var clerk = await host.SignedIn(clerkId);
        using var administrator = await host.SignedIn(await host.CreatePerson("sa", ["SA"]));

        (await Give(clerk, "王@example.cn")).ShouldAnswer(422, "account.mail-address");
        (await Give(clerk, "a@example.cn\r\nBcc: b@example.cn")).ShouldAnswer(422, "account.mail-address");
        (await Give(clerk, " clerk@example.gov.cn ")).ShouldAnswer(200);
        (await clerk.Put("notices/settings", new { commandId = "1", kinds = new[] { new { kind = "Nothing", channels = new[] { "Mail" } } } })).ShouldAnswer(422, "notices.kind");
        (await clerk.Put("notices/settings", new { commandId = "2", kinds = new[] { new { kind = "Issued", channels = new[] { "Mail" } } } })).ShouldAnswer(200);
        var chosen = (await clerk.Get("notices/settings")).ShouldAnswer(200).Json;
        chosen.GetProperty("mailAddress").GetString().ShouldBe("clerk@example.gov.cn");
        chosen.GetProperty("channels").EnumerateArray().Select(channel => channel.GetString()).ShouldBe(["Mail"]);
        chosen.GetProperty("kinds").EnumerateArray().Single(row => row.GetProperty("kind").GetString() == "Issued").GetProperty("channels")[0].GetString().ShouldBe("Mail");

        await WriteNotice(host);
        var failed = await Until(administrator, "Failed");
        failed.GetProperty("personName").GetString().ShouldBe("clerk");
        failed.GetProperty("reason").GetString()!.ShouldContain("550");
        (await administrator.Get("deliveries?channel=Webhook")).ShouldAnswer(200).Json.GetProperty("total").GetInt32().ShouldBe(0);
        (await clerk.Get("deliveries")).ShouldAnswer(403, "forbidden");
        (await clerk.Post("deliveries/resend", new { commandId = "3", ids = (string[]?)null })).ShouldAnswer(403, "forbidden");

        mail.Refuse = _ => null;
        (await administrator.Post("deliveries/resend", new { commandId = "4", ids = (string[]?)null })).ShouldAnswer(200).Json.GetProperty("count").GetInt32().ShouldBe(1);
        (await Until(administrator, "Sent")).GetProperty("address").GetString().ShouldBe("clerk@example.gov.cn");
        mail.Mails.ShouldHaveSingleItem().Recipients.ShouldBe(["clerk@example.gov.cn"]);
    }

    [Fact]
    public async Task Without_configuration_the_settings_say_that_the_channels_are_off()
    {
        await using var host = await RunningHost.Start(kind);
        using var clerk = await host.SignedIn(await host.CreatePerson("clerk", ["BM-JB"], null));

        var settings = (await clerk.Get("notices/settings")).ShouldAnswer(200).Json;

        settings.GetProperty("channels").GetArrayLength().ShouldBe(0);
        settings.GetProperty("kinds").GetArrayLength().ShouldBe(NoticeKinds.All.Count);
    }

    [Fact]
    public async Task A_host_with_a_wrong_configuration_does_not_start_and_says_where()
    {
        var wrong = await Should.ThrowAsync<InvalidDataException>(() => RunningHost.Start(kind, [new("Notices:Mail:Host", "smtp.example.gov.cn")]));

        wrong.Message.ShouldContain("Notices:Mail:From：必须填写发件人地址。");
        wrong.Message.ShouldContain("Notices:PublicAddress：");
    }

    private static Task<Answer> Give(Visitor person, string address) => person.Put("session/mail-address", new { commandId = Guid.NewGuid().ToString("N"), mailAddress = address });

    private static KeyValuePair<string, string?>[] Settings(MailSink mail) =>
    [
        new("Notices:PublicAddress", "https://gaige.example.gov.cn"), new("Notices:Mail:Host", "127.0.0.1"), new("Notices:Mail:Port", $"{mail.Port}"),
        new("Notices:Mail:Tls", "false"), new("Notices:Mail:From", "notice@example.gov.cn"),
    ];

    // A unit and a case without a flow are enough for a notice.
    private static async Task WriteNotice(RunningHost host) =>
        (await host.Services.GetRequiredService<CommandRunner>().Run<Done>(new("notice", "Test", Actor.System), async work =>
        {
            var db = work.Db<Orchestrator.Office.OfficeDb>();
            db.Units.Add(new Unit { Id = "D1", Name = "澄湖区", Kind = UnitKind.District, Sort = 1 });
            db.Cases.Add(new CaseRow { Id = "c", CampaignId = "-", UnitId = "D1", DocumentCode = "8", Title = "实施方案" });
            await work.Db<Orchestrator.Office.OfficeDb>().SaveChangesAsync(work.Cancellation);
            await NoticeBook.Add(work, new About(null, "c", 1, null, null, "-"), "Issued", "已印发", "D1", null, "1");
            return Done.Value;
        })).Required();

    // The host's own loops send; the test looks until they have.
    private static async Task<System.Text.Json.JsonElement> Until(Visitor administrator, string state)
    {
        for (var patience = 0; patience < 200; patience++)
        {
            var items = (await administrator.Get($"deliveries?state={state}")).ShouldAnswer(200).Json.GetProperty("items");
            if (items.GetArrayLength() > 0)
            {
                return items[0];
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"No delivery became {state}.");
    }
}

public sealed class NoticeSettingsOverHttpOnSqlite() : NoticeSettingsOverHttp(StoreKind.Sqlite);

public sealed class NoticeSettingsOverHttpOnPostgres() : NoticeSettingsOverHttp(StoreKind.Postgres);
