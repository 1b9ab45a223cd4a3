using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Office.Notices;
using Orchestrator.Office.Notices.Channels;
using Orchestrator.Runtime;
using Shouldly;
using Xunit;
using static Orchestrator.Stores.Office.OfficeBench;

namespace Orchestrator.Stores.Notices;

/// <summary>Notices that go to a real mail server, on each database.</summary>
public abstract class NoticesByMail(NoticeOffice bench) : IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(2);

    public async ValueTask InitializeAsync()
    {
        bench.Persons.Put("D1", "BM-JB", "clerk@d1.example.gov.cn");
        bench.Persons.Put("D1", "BM-FZ", null);
        foreach (var role in new[] { "BM-JB", "BM-FZ" })
        {
            await bench.Choose("D1", role, "Overdue", ChannelCode.Mail);
        }

        bench.Mail.Mails.Clear();
        (bench.Mail.Refuse, bench.Mail.HangUps, bench.Mail.Silent) = (_ => null, 0, false);
        bench.Faults.Before = null;
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_mail_has_title_campaign_deadline_and_link_in_Chinese_as_text_and_as_HTML_and_nothing_that_people_wrote()
    {
        var delivery = (await bench.Write(what: "起草“<b>总则</b>”已逾期", body: "机密理由")).ShouldHaveSingleItem();
        await bench.RunErrands();

        var mail = bench.Mail.Mails.ShouldHaveSingleItem();
        var id = await bench.CaseId();
        mail.Recipients.ShouldBe(["clerk@d1.example.gov.cn"]);
        mail.Id.ShouldBe($"<{delivery.Id}@gaige.example.gov.cn>");
        mail.Subject.ShouldBe($"{(await bench.Case(id)).Title}：起草“<b>总则</b>”已逾期");
        mail.Headers["subject"].ShouldAllBe(letter => letter < 128);
        mail.Headers["auto-submitted"].ShouldBe("auto-generated");
        foreach (var text in new[] { mail.Text, mail.Html })
        {
            text.ShouldContain("期限");
            text.ShouldContain((await bench.Open(id, "Draft")).DueAt!.Value.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy年M月d日", CultureInfo.InvariantCulture));
            text.ShouldContain($"https://gaige.example.gov.cn/cases/{Uri.EscapeDataString(id)}");
            text.ShouldContain("https://gaige.example.gov.cn/notices/settings");
            text.ShouldNotContain("机密理由");
        }

        mail.Html.ShouldContain("“&lt;b&gt;总则&lt;/b&gt;”");
        var sent = await bench.Now(delivery);
        (sent.State, sent.Attempts, sent.Address, sent.Reason).ShouldBe((DeliveryState.Sent, 1, "clerk@d1.example.gov.cn", null));
    }

    [Fact]
    public async Task The_same_notice_twice_is_one_mail_and_a_refused_command_sends_none()
    {
        await bench.Write(key: "twice");
        (await bench.Write(key: "twice")).ShouldHaveSingleItem();
        (await bench.Write(key: "refused", refused: true)).ShouldBeEmpty();

        await bench.RunErrands();

        bench.Mail.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_recipient_whom_the_server_refuses_is_failed_with_its_words_until_an_administrator_has_it_sent_again()
    {
        bench.Mail.Refuse = _ => "550 5.1.1 no such mailbox";
        var delivery = (await bench.Write()).Single();
        await bench.RunErrands();
        await bench.After(LongestPause);

        var failed = await bench.Now(delivery);
        (failed.State, failed.Attempts).ShouldBe((DeliveryState.Failed, 1));
        failed.Reason!.ShouldStartWith("邮件服务器不接受 ");
        failed.Reason!.ShouldEndWith("（550）：5.1.1 no such mailbox");
        bench.Mail.Mails.ShouldBeEmpty();

        bench.Mail.Refuse = _ => null;
        (await bench.Run(Person("SA", "SA"), work => DeliveryEndpoints.Resend([delivery.Id], work))).Required().Count.ShouldBe(1);
        (await bench.Run(Person("SA", "SA"), work => DeliveryEndpoints.Resend([delivery.Id], work))).Refusal!.Code.ShouldBe("delivery.not-failed");
        await bench.RunErrands();

        bench.Mail.Mails.ShouldHaveSingleItem().Id.ShouldStartWith($"<{delivery.Id}@");
        (await bench.Now(delivery)).State.ShouldBe(DeliveryState.Sent);
        (await bench.Get<OperationQueries>().Audit(new(Action: "Deliveries.Resent", ObjectId: delivery.Id))).Total.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_is_down_gets_the_mail_when_it_is_up_again()
    {
        await bench.Mail.Stop();
        var delivery = (await bench.Write()).Single();
        await bench.RunErrands();
        var waiting = await bench.Now(delivery);
        (waiting.State, waiting.Attempts, waiting.NextAt).ShouldBe((DeliveryState.Pending, 1, bench.Clock.Now + TimeSpan.FromSeconds(30)));
        waiting.Reason!.ShouldContain($"127.0.0.1:{bench.Mail.Port}");

        bench.Mail.Start();
        await bench.After(TimeSpan.FromSeconds(29));
        bench.Mail.Mails.ShouldBeEmpty();
        await bench.After(TimeSpan.FromSeconds(1));

        bench.Mail.Mails.Count.ShouldBe(1);
        var sent = await bench.Now(delivery);
        (sent.State, sent.Attempts, sent.Reason).ShouldBe((DeliveryState.Sent, 2, null));
    }

    [Fact]
    public async Task What_cannot_be_sent_for_hours_is_failed_and_an_incident_and_is_sent_when_that_is_retried()
    {
        await bench.Mail.Stop();
        var delivery = (await bench.Write()).Single();
        await bench.RunErrands();
        for (var n = 0; n < 12; n++)
        {
            await bench.After(LongestPause);
        }

        var failed = await bench.Now(delivery);
        (failed.State, failed.Attempts, failed.NextAt).ShouldBe((DeliveryState.Failed, 12, null));
        var incident = await Incident(delivery);
        (incident.Kind, incident.Status).ShouldBe(("Errand", "Open"));

        bench.Mail.Start();
        (await bench.Run(Person("SA", "SA"), work => work.Workflows.Retry(incident.Id))).Required();
        (await bench.Now(delivery)).State.ShouldBe(DeliveryState.Pending);
        await bench.RunErrands();

        (await bench.Now(delivery)).State.ShouldBe(DeliveryState.Sent);
        (await Incident(delivery)).Status.ShouldBe("Resolved");
        bench.Mail.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_host_that_dies_between_sending_and_writing_it_down_sends_again_under_the_same_id_and_no_more()
    {
        var delivery = (await bench.Write()).Single();
        bench.Faults.Before = command =>
        {
            if (command.StartsWith("errand-done", StringComparison.Ordinal))
            {
                throw new InvalidOperationException("The host dies here.");
            }
        };
        await Should.ThrowAsync<InvalidOperationException>(bench.RunErrands);
        bench.Faults.Before = null;
        (await bench.Now(delivery)).State.ShouldBe(DeliveryState.Pending);

        await bench.After(Lease - TimeSpan.FromSeconds(1));
        bench.Mail.Mails.Count.ShouldBe(1);
        await bench.After(TimeSpan.FromSeconds(1));
        await bench.After(LongestPause);

        bench.Mail.Mails.Select(mail => mail.Id).ShouldBe(Enumerable.Repeat($"<{delivery.Id}@gaige.example.gov.cn>", 2));
        (await bench.Now(delivery)).State.ShouldBe(DeliveryState.Sent);
    }

    [Fact]
    public async Task A_mail_whose_acknowledgement_was_lost_comes_again_under_the_same_id()
    {
        bench.Mail.HangUps = 1;
        await bench.Write();
        await bench.RunErrands();
        await bench.After(LongestPause);

        bench.Mail.Mails.Count.ShouldBe(2);
        bench.Mail.Mails.Select(mail => mail.Id).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_mail_goes_to_the_address_that_the_person_has_when_it_is_sent()
    {
        var changed = (await bench.Write()).Single();
        bench.Persons.Put("D1", "BM-JB", "new@d1.example.gov.cn");
        await bench.RunErrands();
        bench.Mail.Mails.Single().Recipients.ShouldBe(["new@d1.example.gov.cn"]);
        (await bench.Now(changed)).Address.ShouldBe("new@d1.example.gov.cn");

        var removed = (await bench.Write()).Single();
        bench.Persons.Put("D1", "BM-JB", null);
        await bench.RunErrands();
        var dropped = await bench.Now(removed);
        (dropped.State, dropped.Reason).ShouldBe((DeliveryState.Dropped, "收件人没有填写邮箱。"));
        bench.Mail.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Who_has_no_address_or_does_not_want_it_or_may_not_sign_in_any_more_gets_no_mail()
    {
        (await bench.Write(role: "BM-FZ")).ShouldBeEmpty("no address");
        (await bench.Write(kind: "Issued", what: "已印发")).ShouldNotContain(delivery => delivery.Channel == ChannelCode.Mail, "not chosen");

        var (optedOut, leaving) = ((await bench.Write()).Single(), (await bench.Write()).Single());
        await bench.Choose("D1", "BM-JB", "Overdue");
        await bench.RunErrands();
        (await bench.Now(optedOut)).Reason.ShouldBe("收件人已关闭此类通知。");

        await bench.Choose("D1", "BM-JB", "Overdue", ChannelCode.Mail);
        var last = (await bench.Write()).Single();
        bench.Persons.Remove(leaving.PersonId);
        await bench.RunErrands();
        (await bench.Now(last)).Reason.ShouldBe("账号已停用。");
        bench.Mail.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_says_nothing_and_one_without_encryption_get_no_mail()
    {
        var from = new System.Net.Mail.MailAddress("notice@gaige.example.gov.cn");
        var notice = new OutgoingNotice(
            "1", "Overdue", "标题", null, null, bench.Clock.Now, new("https://gaige.example.gov.cn/a"), new("https://gaige.example.gov.cn/b"), bench.Persons.Put("D1", "BM-JB", "clerk@d1.example.gov.cn"));
        await Should.ThrowAsync<IOException>(() => new MailChannel(new("127.0.0.1", bench.Mail.Port, Tls: true, null, null, from)).Send(notice, default));

        bench.Mail.Silent = true;
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Should.ThrowAsync<OperationCanceledException>(
            () => new MailChannel(new("127.0.0.1", bench.Mail.Port, Tls: false, null, null, from)).Send(notice, limit.Token).WaitAsync(TimeSpan.FromSeconds(20)));
        bench.Mail.Mails.ShouldBeEmpty();
    }

    private async Task<IncidentRow> Incident(NoticeDelivery delivery) =>
        (await bench.Get<OperationQueries>().Incidents(null, size: 200)).Items.Single(incident => incident.ActivityId == delivery.Id);
}

public sealed class NoticesByMailOnSqlite(SqliteNoticeOffice bench) : NoticesByMail(bench), IClassFixture<SqliteNoticeOffice>;

public sealed class NoticesByMailOnPostgres(PostgresNoticeOffice bench) : NoticesByMail(bench), IClassFixture<PostgresNoticeOffice>
{
    private readonly NoticeOffice _bench = bench;

    [Fact]
    public async Task Two_hosts_send_each_mail_once()
    {
        const int Mails = 40;
        for (var n = 0; n < Mails; n++)
        {
            await _bench.Write();
        }

        BackgroundWork[] hosts = [_bench.Get<BackgroundWork>(), _bench.AddHost().GetRequiredService<BackgroundWork>()];
        await Task.WhenAll(hosts.Select(host => Task.Run(() => host.RunErrands())));
        await _bench.After(TimeSpan.FromHours(2));

        _bench.Mail.Mails.Count.ShouldBe(Mails);
        _bench.Mail.Mails.Select(mail => mail.Id).Distinct().Count().ShouldBe(Mails);
    }
}
