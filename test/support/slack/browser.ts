/** What a person's browser holds while the desk is being installed: its cookies, and what it was shown last. */
export interface Browser {
  /** Opens the desk's page, and follows it to Slack: the address there. */
  begins(): Promise<URL>
  /** Slack sends the browser back. */
  returns(query: Readonly<Record<string, string>>): Promise<Page>
}

export interface Page {
  readonly status: number
  readonly html: string
  readonly headers: Headers
}

/** The desk stands behind a proxy under another name; the browser of the test goes straight to it. */
export function browser(deskUrl: () => string): Browser {
  let cookie = ''
  async function visit(path: string): Promise<Page> {
    const response = await fetch(`${deskUrl()}${path}`, { headers: { cookie }, redirect: 'manual' })
    for (const set of response.headers.getSetCookie()) cookie = set.split(';')[0] ?? ''
    return { status: response.status, html: await response.text(), headers: response.headers }
  }
  return {
    begins: async () => {
      const { html } = await visit('/slack/install')
      const [, href = ''] = /href="([^"]+)"/.exec(html) ?? []
      return new URL(href.replaceAll('&amp;', '&'))
    },
    returns: (query) => visit(`/slack/oauth_redirect?${new URLSearchParams(query)}`),
  }
}

/** What the address of Slack's page asks for. */
export const askedIn = ({ searchParams }: URL) => ({
  state: searchParams.get('state') ?? '',
  redirectUri: searchParams.get('redirect_uri') ?? '',
  scope: searchParams.get('scope') ?? '',
  clientId: searchParams.get('client_id') ?? '',
})
