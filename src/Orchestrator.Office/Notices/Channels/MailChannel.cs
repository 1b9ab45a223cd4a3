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
            throw new ErrandRefusedException($"邮件服务器拒收（{(int)refused.StatusCode}）：{refused.Message}", refused);
        }
        catch (SmtpException failed)
        {
            ct.ThrowIfCancellationRequested();
            throw new IOException($"邮件服务器 {settings.Host}:{settings.Port} 没有接受邮件：{Innermost(failed).Message}", failed);
        }
    }

    private static Exception Innermost(Exception failed) => failed.InnerException is { } inner ? Innermost(inner) : failed;
}
