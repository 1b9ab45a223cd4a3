using Orchestrator.Contracts;
using Orchestrator.Office.Campaigns;
using Orchestrator.Office.Notices;
using Orchestrator.Runtime;
using Orchestrator.Stores.Office;
using Shouldly;

namespace Orchestrator.Stores.Notices;

/// <summary>An office whose notices leave it for a mail server and a receiver of calls, both real and on loopback.</summary>
public abstract class NoticeOffice(StoreKind kind) : OfficeBench(kind)
{
    public const string Secret = "a-secret-of-at-least-32-characters";

    private readonly SemaphoreSlim _one = new(1);
    private string? _caseId;
    private int _notices;

    public MailSink Mail { get; } = new();

    public CallSink Calls { get; } = new();

    protected override NoticeSettings Notices => new()
    {
        PublicAddress = new Uri("https://gaige.example.gov.cn/"),
        Mail = new MailSettings("127.0.0.1", Mail.Port, Tls: false, null, null, new("notice@gaige.example.gov.cn", "改革办")),
        Webhook = new WebhookSettings(Calls.Address, Secret),
    };

    /// <summary>The case that the notices are about.</summary>
    public async Task<string> CaseId()
    {
        await _one.WaitAsync();
        try
        {
            return _caseId ??= CaseInput.CaseId(await Campaign(Plan(["D1"], "8"), "notices"), "D1", "8");
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Writes a notice for the clerk of D1 and returns its deliveries.</summary>
    public async Task<IReadOnlyList<NoticeDelivery>> Write(string kind = "Overdue", string what = "起草已逾期", string? key = null, string role = "BM-JB", string? body = null, bool refused = false)
    {
        key ??= $"{Interlocked.Increment(ref _notices)}";
        var id = await CaseId();
        var task = await Open(id, "Draft");
        var done = await Run<Done>(Person("ZB", "ZB"), async work =>
        {
            await NoticeBook.Add(work, new About("notices", id, 1, null, null, "-"), kind, what, "D1", role, key, task.Id, body);
            return refused ? Refusal.Conflict("test", "不行") : Done.Value;
        });
        (done.Refusal is not null).ShouldBe(refused);
        return await Deliveries($"{kind}:{key}");
    }

    public Task<IReadOnlyList<NoticeDelivery>> Deliveries(string notice) => Read<IReadOnlyList<NoticeDelivery>>(db =>
        Task.FromResult<IReadOnlyList<NoticeDelivery>>([.. db.Deliveries.Where(delivery => delivery.NoticeId == notice).OrderBy(delivery => delivery.Channel).ThenBy(delivery => delivery.PersonId)]));

    public async Task<NoticeDelivery> Now(NoticeDelivery delivery) => (await Deliveries(delivery.NoticeId)).Single(row => row.Id == delivery.Id);

    public Task RunErrands() => Get<BackgroundWork>().RunErrands();

    /// <summary>Moves the clock on and does what is due then.</summary>
    public async Task After(TimeSpan time)
    {
        Clock.Now += time;
        await RunErrands();
    }

    public async Task Choose(string unit, string role, string kind, params ChannelCode[] channels) =>
        (await Run(Person(unit, role), work => ChoiceEndpoints.Choose([new KindChoice(kind, channels)], work))).Required();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Mail.DisposeAsync();
        await Calls.DisposeAsync();
        _one.Dispose();
        GC.SuppressFinalize(this);
    }
}

public sealed class SqliteNoticeOffice() : NoticeOffice(StoreKind.Sqlite);

public sealed class PostgresNoticeOffice() : NoticeOffice(StoreKind.Postgres);
