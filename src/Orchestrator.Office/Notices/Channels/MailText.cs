using System.Globalization;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Orchestrator.Office.Notices.Channels;

/// <summary>A notice as a mail: title, campaign, deadline and link, as text and as HTML.</summary>
internal static class MailText
{
    private const int LongestSubject = 120;
    private static readonly TimeSpan China = TimeSpan.FromHours(8);
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public static MailMessage Write(OutgoingNotice notice, string address, MailAddress from)
    {
        var message = new MailMessage
        {
            From = new MailAddress(from.Address, from.DisplayName, Encoding.UTF8),
            Subject = Subject(notice.Title),
            SubjectEncoding = Encoding.UTF8,
        };
        message.To.Add(new MailAddress(address));
        // The same at every attempt: a mailbox shows a mail of one id once.
        message.Headers.Add("Message-ID", $"<{notice.DeliveryId}@{from.Host}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(Text(notice), Encoding.UTF8, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(Page(notice), Encoding.UTF8, MediaTypeNames.Text.Html));
        return message;
    }

    /// <summary>One line: what could end it or begin another header becomes a space.</summary>
    public static string Subject(string title)
    {
        var line = string.Concat(title.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter)).Trim();
        if (line.Length <= LongestSubject)
        {
            return line;
        }

        var end = char.IsHighSurrogate(line[LongestSubject - 2]) ? LongestSubject - 2 : LongestSubject - 1;
        return line[..end] + "…";
    }

    private static string Text(OutgoingNotice notice)
    {
        var text = new StringBuilder();
        text.Append(notice.Title).Append("\r\n\r\n");
        foreach (var (label, value) in Facts(notice))
        {
            text.Append(label).Append('：').Append(value).Append("\r\n");
        }

        return text.Append("办理：").Append(notice.Link.AbsoluteUri).Append("\r\n\r\n")
            .Append("本邮件由系统自动发送，请勿回复。选择接收哪些通知：").Append(notice.Settings.AbsoluteUri).Append("\r\n").ToString();
    }

    private static string Page(OutgoingNotice notice)
    {
        var rows = string.Concat(Facts(notice).Select(fact =>
            $"<tr><td style=\"padding:2px 16px 2px 0;color:#5b6573\">{fact.Label}</td><td>{Html.Encode(fact.Value)}</td></tr>"));
        return $"""
            <!doctype html>
            <html lang="zh-CN"><head><meta charset="utf-8"><title>{Html.Encode(Subject(notice.Title))}</title></head>
            <body style="font-family:'Microsoft YaHei','PingFang SC',sans-serif;font-size:15px;line-height:1.6;color:#1d2733">
            <p style="font-size:17px;font-weight:bold">{Html.Encode(notice.Title)}</p>
            <table style="border-collapse:collapse;font-size:15px">{rows}</table>
            <p><a href="{Html.Encode(notice.Link.AbsoluteUri)}" style="color:#1d4f91">登录系统办理</a></p>
            <p style="font-size:13px;color:#5b6573">本邮件由系统自动发送，请勿回复。<a href="{Html.Encode(notice.Settings.AbsoluteUri)}" style="color:#5b6573">通知设置</a></p>
            </body></html>
            """;
    }

    private static IEnumerable<(string Label, string Value)> Facts(OutgoingNotice notice)
    {
        if (notice.Campaign is { } campaign)
        {
            yield return ("专项", campaign);
        }

        if (notice.DueAt is { } due)
        {
            yield return ("期限", due.ToOffset(China).ToString("yyyy年M月d日 HH:mm", CultureInfo.InvariantCulture));
        }
    }
}
