using System.Net;
using System.Net.Mail;
using Orchestrator.Runtime;

namespace Orchestrator.Office.Notices.Channels;

/// <summary>
/// E-mail by SMTP. A recipient whom the server refuses for good (a 5yz answer to his address) is refused; everything else, an
/// unreachable server or a refused sign-in too, may be mended and is tried again.
/// </summary>
internal sealed class MailChannel(MailSettings settings) : INoticeChannel
{
    public ChannelCode Code => ChannelCode.Mail;

    public string? AddressOf(Addressee person) => person.MailAddress is { } address && MailAddresses.IsValid(address) ? address : null;

    public async Task Send(OutgoingNotice notice, CancellationToken ct)
    {
        using var message = MailText.Write(notice, AddressOf(notice.To)!, settings.From);
        using var client = new SmtpClient(settings.Host, settings.Port)
        {
            EnableSsl = settings.Tls,
            DeliveryFormat = SmtpDeliveryFormat.SevenBit,
            Credentials = settings.User is { } user ? new NetworkCredential(user, settings.Password) : null,
        };
        try
        {
            await client.SendMailAsync(message, ct);
        }
        catch (SmtpFailedRecipientException refused) when ((int)refused.StatusCode >= 500)
        {
            throw new ErrandRefusedException($"邮件服务器不接受 {message.To[0].Address}（{(int)refused.StatusCode}）：{Answer(refused)}", refused);
        }
        catch (SmtpException failed)
        {
            ct.ThrowIfCancellationRequested();
            throw new IOException($"邮件服务器 {settings.Host}:{settings.Port} 没有接受邮件：{Innermost(failed).Message}", failed);
        }
    }

    // The framework puts words of its own before those of the server.
    private static string Answer(SmtpException refused) => refused.Message.Split("The server response was: ", 2)[^1].Trim();

    private static Exception Innermost(Exception failed) => failed.InnerException is { } inner ? Innermost(inner) : failed;
}
