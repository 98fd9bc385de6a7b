// What declares socket events does so when it is loaded.
import './changes';
import './desk';
import './desk-later';
import './members';
import './messages';
import './presence';
import './reactions';
import './rooms';
import './session';
