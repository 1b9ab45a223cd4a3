namespace Orchestrator.Office.Notices;

/// <summary>
/// Configuration section <c>Notices</c>: how notices leave the application. Nothing is needed; a channel without its settings is off.
/// </summary>
public sealed class NoticeSettings
{
    /// <summary>Where browsers reach this installation, for the links: <c>https://gaige.example.gov.cn</c>. Needed by every channel.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>Null when the channel is off.</summary>
    public MailSettings? Mail { get; init; }

    /// <summary>Null when the channel is off.</summary>
    public WebhookSettings? Webhook { get; init; }

    /// <param name="place">Below the public address, without a slash before it.</param>
    public Uri Page(string place) => new($"{PublicAddress!.AbsoluteUri.TrimEnd('/')}/{place}");
}

/// <param name="Tls">STARTTLS; a server that does not offer it gets no mail.</param>
/// <param name="User">Null: without signing in.</param>
/// <param name="From">The sender's address, with a name if wanted.</param>
public sealed record MailSettings(string Host, int Port, bool Tls, string? User, string? Password, System.Net.Mail.MailAddress From);

/// <param name="Secret">The key of the signature; its UTF-8 bytes.</param>
public sealed record WebhookSettings(Uri Url, string Secret);
