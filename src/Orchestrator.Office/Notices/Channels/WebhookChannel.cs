using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Notices.Channels;

/// <summary>
/// A signed POST to one address, where the office puts an adapter for the messenger it uses. <c>docs/notices.md</c> describes
/// body and headers. An answer 2xx is success; 408, 425, 429 and 5xx are tried again; every other answer, a redirection too, is a refusal.
/// </summary>
internal sealed class WebhookChannel(WebhookSettings settings) : INoticeChannel, IDisposable
{
    public const string TimestampHeader = "X-Orchestrator-Timestamp";
    public const string SignatureHeader = "X-Orchestrator-Signature";
    public const string KeyHeader = "Idempotency-Key";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly HttpStatusCode[] Later = [HttpStatusCode.RequestTimeout, (HttpStatusCode)425, HttpStatusCode.TooManyRequests];

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) });

    public ChannelCode Code => ChannelCode.Webhook;

    public string? AddressOf(Addressee person) => "";

    public async Task Send(OutgoingNotice notice, CancellationToken ct)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new Body(notice.DeliveryId, notice.Kind, notice.Title, notice.Campaign, notice.DueAt, notice.At, notice.Link.AbsoluteUri, new(notice.To.Id, notice.To.UserName)), Format);
        // The real clock, also where the business runs on a simulated one: the receiver compares it with his own.
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        request.Headers.Add(TimestampHeader, timestamp);
        request.Headers.Add(SignatureHeader, WebhookSignature.Of(settings.Secret, timestamp, body));
        request.Headers.Add(KeyHeader, notice.DeliveryId);
        HttpStatusCode status;
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            status = answer.StatusCode;
        }
        catch (HttpRequestException failed)
        {
            throw new IOException($"消息接口 {settings.Url.Authority} 无法连接：{failed.Message}", failed);
        }

        Judge(status);
    }

    public void Dispose() => _http.Dispose();

    private static void Judge(HttpStatusCode status)
    {
        var code = (int)status;
        if (code is >= 200 and < 300)
        {
            return;
        }

        throw code >= 500 || Later.Contains(status)
            ? new IOException($"消息接口答复 {code}，稍后再试。")
            : new ErrandRefusedException($"消息接口拒收：答复 {code}。");
    }

    private sealed record Body(
        string Id, string Kind, string Title, string? Campaign, DateTimeOffset? DueAt, DateTimeOffset At, string Link, Recipient Recipient);

    private sealed record Recipient(string Id, string UserName);
}
