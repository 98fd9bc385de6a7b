import { Fragment, useMemo, type ReactNode } from 'react';
import { styled } from 'styled-components';
import { parseMarkdown, wordsOf, type Node } from './parse';
import { saysWhere } from './safe-link';

const Words = styled.div`
  p,
  ul,
  ol,
  pre,
  blockquote {
    margin: 0 0 6px;
  }
  li p {
    margin-bottom: 2px;
  }
  > :last-child {
    margin-bottom: 0;
  }
  ul,
  ol {
    padding-left: 22px;
  }
  ul {
    list-style: disc;
  }
  ol {
    list-style: decimal;
  }
  strong {
    font-weight: 600;
  }
  em {
    font-style: italic;
  }
  blockquote {
    padding-left: 10px;
    border-left: 3px solid ${({ theme }) => theme.colors.neutral300};
    color: ${({ theme }) => theme.colors.neutral700};
  }
  code {
    padding: 1px 4px;
    font-family: monospace;
    font-size: 1.3rem;
    border-radius: 3px;
    background: ${({ theme }) => theme.colors.neutral150};
  }
  pre {
    overflow: auto;
    padding: 8px;
    border-radius: 4px;
    white-space: pre;
    background: ${({ theme }) => theme.colors.neutral150};
  }
  pre code {
    padding: 0;
    background: none;
  }
  a {
    color: ${({ theme }) => theme.colors.primary700};
    text-decoration: underline;
  }
  small {
    font-size: 1.2rem;
    color: ${({ theme }) => theme.colors.neutral700};
  }
`;

const all = (nodes: readonly Node[]): ReactNode => nodes.map((node, place) => <Fragment key={place}>{shown(node)}</Fragment>);

/** Elements of React and nothing else: no text of a message is ever taken for HTML. */
function shown(node: Node): ReactNode {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'break':
      return <br />;
    case 'code':
      return <code>{node.text}</code>;
    case 'codeBlock':
      return <pre tabIndex={0}><code>{node.text}</code></pre>;
    case 'paragraph':
      return <p>{all(node.children)}</p>;
    case 'quote':
      return <blockquote>{all(node.children)}</blockquote>;
    case 'bullets':
      return <ul>{all(node.children)}</ul>;
    case 'numbers':
      return <ol start={node.start}>{all(node.children)}</ol>;
    case 'item':
      return <li>{all(node.children)}</li>;
    case 'strong':
      return <strong>{all(node.children)}</strong>;
    case 'emphasis':
      return <em>{all(node.children)}</em>;
    case 'link': {
      const { link, children } = node;
      return (
        <>
          <a href={link.href} target="_blank" rel="noopener noreferrer nofollow"><bdi>{all(children)}</bdi></a>
          {saysWhere(wordsOf(children), link) ? null : <small> (<bdi>{link.leadsTo}</bdi>)</small>}
        </>
      );
    }
  }
}

/** The text of a message, in our subset of Markdown. */
export function Markdown({ children }: { children: string }) {
  const nodes = useMemo(() => parseMarkdown(children), [children]);
  return <Words>{all(nodes)}</Words>;
}
